import type { Opened } from '@pacs/shared/opened';
import type { LoadedStudy } from './load-study.ts';

/** The answer to opening, as its parts. `more` is what depends on who opens. */
export function describeOpened(
  studyId: string,
  { study, manifest }: LoadedStudy,
  more: Pick<Opened, 'urls' | 'serverNowMs' | 'description' | 'link' | 'incarnation'>,
): { opened: Opened; index: Uint8Array; lead: Uint8Array } {
  const { first } = manifest.manifest;
  const lead = first && manifest.firstLead ? manifest.firstLead : new Uint8Array();
  return {
    opened: {
      studyId,
      rev: manifest.manifest.rev,
      identity: study.identity,
      identityConflict: (study.identityConflict ?? []).length > 0,
      ...(study.identityConflict && { otherIdentities: study.identityConflict }),
      series: study.series,
      completeness: study.completeness,
      indexBytes: manifest.index.length,
      ...(first && { first: { instance: first.instance, frame: first.frame, bytes: lead.length } }),
      ...more,
    },
    index: manifest.index,
    lead,
  };
}

export type OpenedParts = ReturnType<typeof describeOpened>;
