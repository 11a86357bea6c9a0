import type { StudyDocument } from '@pacs/shared/documents';
import type { Opened } from '@pacs/shared/opened';
import type { StoredManifest } from '../ports.ts';

/** All of a study's document that anybody is told who opens it. */
export type ToldStudy = Pick<StudyDocument, 'identity' | 'identityConflict' | 'series' | 'completeness'> &
  Pick<Opened, 'studyId' | 'identityRemoved'>;

/** The answer to opening, as its parts. `more` is what depends on who opens. */
export function describeOpened(
  { studyId, identity, identityConflict, series, completeness, identityRemoved }: ToldStudy,
  { manifest, index, firstLead }: StoredManifest,
  more: Pick<Opened, 'urls' | 'serverNowMs' | 'description' | 'link' | 'incarnation'>,
): { opened: Opened; index: Uint8Array; lead: Uint8Array } {
  const { first } = manifest;
  const lead = first && firstLead ? firstLead : new Uint8Array();
  return {
    opened: {
      studyId,
      rev: manifest.rev,
      identity,
      identityConflict: (identityConflict ?? []).length > 0,
      ...(identityConflict && { otherIdentities: identityConflict }),
      ...(identityRemoved && { identityRemoved }),
      series,
      completeness,
      indexBytes: index.length,
      ...(first && { first: { instance: first.instance, frame: first.frame, bytes: lead.length } }),
      ...more,
    },
    index,
    lead,
  };
}

export type OpenedParts = ReturnType<typeof describeOpened>;
