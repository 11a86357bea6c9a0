/** What part an image plays (PS3.3 C.7.6.1.1.2, C.8.2.1.1.1, C.8.3.1.1.1): never opens first unless 'primary'. */
import type { imageRoles } from '../manifest.ts';
import { isSecondaryCapture } from './sop-class.ts';

export type ImageRole = (typeof imageRoles)[number];

export interface RoleFacts {
  sopClassUID: string;
  modality: string;
  /** Values of ImageType, upper case. */
  imageType: readonly string[];
  seriesDescription?: string | undefined;
}

const has = (values: readonly string[], pattern: RegExp): boolean =>
  values.some((value) => pattern.test(value));

/** Pages of dose and protocol are often told by the words beside them alone; "low dose" is none. */
export const namesDosePage = (description: string): boolean =>
  /\bdose[ _-]?(report|record|info|page|summary)|\bpatient(en)?[ _-]?proto[ck]oll?|\bdosis[ _-]?(bericht|protokoll|info)|\b(rapport de|informe de|rapporto di|rapporto) dos(e|is)\b/i.test(
    description,
  );

export function imageRole(facts: RoleFacts): ImageRole {
  const { imageType, modality } = facts;
  const isTomographic = ['CT', 'MR', 'PT', 'NM'].includes(modality);
  const says = facts.seriesDescription ?? '';
  if (has(imageType, /DOSE_INFO|DOSE REPORT|PATIENT_PROTOCOL/) || (isTomographic && namesDosePage(says)))
    return 'dose';
  if (has(imageType, /LOCALI[SZ]ER|SCOUT|TOPOGRAM|SURVIEW|SCANOGRAM/)) return 'localizer';
  if (has(imageType, /SCREEN ?(SAVE|SHOT)|CAPTURE/) || isSecondaryCapture(facts.sopClassUID))
    return 'capture';
  if (
    has(
      imageType,
      /^(MIP|MAX_IP|MINIP|MIN_IP|MNIP|PROJECTION IMAGE|CSA MIP|MAXIMUM_INTENSITY|MINIMUM_INTENSITY)$/,
    )
  ) {
    return 'mip';
  }
  if (isTomographic && /\b(scout|topogram|locali[sz]er|surview|survey)\b/i.test(says)) return 'localizer';
  if (isTomographic && imageType[0] === 'DERIVED' && imageType[1] !== 'PRIMARY') return 'derived';
  return 'primary';
}
