import type { DocumentAnswer, OpenDocumentRequest } from '@pacs/shared/document-content';
import { readDocument } from '@pacs/shared/dicom/documents/read-document';
import type { AuditDocument } from '@pacs/shared/audit-document';
import { AppError } from '@pacs/shared/errors';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { objectNames } from '@pacs/shared/paths';
import { gunzipJson } from '../gzip-json.ts';
import { studyOfSession } from '../links/open-link.ts';
import type { AuditLog, Clock, PackStore, StudyStore } from '../ports.ts';
import type { LinkStore } from '../links/link-ports.ts';
import { type LoadedStudy, loadStudy } from './load-study.ts';
import { restrictIndex } from './restrict-index.ts';
import { readStoredFile } from './read-stored-file.ts';
import type { Visitor } from './visitor.ts';

export interface OpenDocumentPorts {
  studies: StudyStore;
  links: LinkStore;
  packs: PackStore;
  audit: AuditLog;
  clock: Clock;
}

export interface OpenedDocument {
  answer: DocumentAnswer;
  file: Uint8Array;
}

/** For the owner. Errors: not-found, also for what is another's; too-large. */
export async function openOwnDocument(
  ports: OpenDocumentPorts,
  uid: string,
  request: { studyId: string; document: string },
  visitor: Visitor,
): Promise<OpenedDocument> {
  const loaded = await loadStudy(ports.studies, request.studyId);
  if (loaded?.study.ownerUid !== uid) throw new AppError('not-found');
  return open(ports, { ...request, loaded }, { kind: 'owner', uid }, visitor);
}

/** Within a link's session. Errors: link-unavailable, not-found, too-large. */
export async function openLinkedDocument(
  ports: OpenDocumentPorts,
  request: Extract<OpenDocumentRequest, { linkId: string }>,
  visitor: Visitor,
): Promise<OpenedDocument> {
  const { link, loaded } = await studyOfSession(ports, request, ports.clock.now());
  // A document is its patient's own text.
  if (link.withoutIdentity === true) throw new AppError('not-found');
  const { series } = link;
  const place = { studyId: link.studyId, document: request.document, loaded, ...(series && { series }) };
  const opened = await open(ports, place, { kind: 'link', linkId: request.linkId }, visitor);
  return link.download === true ? opened : withoutWhatIsNotShown(opened);
}

/** A PDF is drawn from its bytes; what no page can show would be handed out for keeping alone. */
function withoutWhatIsNotShown({ answer, file }: OpenedDocument): OpenedDocument {
  if (answer.kind !== 'file' || answer.mediaType === 'application/pdf') return { answer, file };
  return { answer: { ...answer, bytes: 0 }, file: new Uint8Array() };
}

interface Asked {
  studyId: string;
  document: string;
  loaded: LoadedStudy;
  /** All that may be seen of the study; absent: all of it. */
  series?: readonly string[];
}

async function open(
  ports: OpenDocumentPorts,
  { studyId, document, loaded, series }: Asked,
  actor: AuditDocument['actor'],
  visitor: Visitor,
): Promise<OpenedDocument> {
  const { study, manifest } = loaded;
  const index = gunzipJson(StudyIndex, manifest.index);
  const shown = series ? restrictIndex(index, new Set(series)).index : index;
  const ledger = gunzipJson(StudyLedger, manifest.ledger);
  const entry = ledger.entries.find(({ id }) => id === document);
  const known = shown.documents.find(({ id }) => id === document);
  const pack = entry && index.packs[entry.pack];
  if (!entry || !known || !pack) throw new AppError('not-found');
  const name = objectNames.heads(studyId, study.incarnation, pack.name);
  const [bytes] = await Promise.all([
    readStoredFile(ports.packs, { name, headsBytes: pack.headsBytes, file: entry.head }),
    ports.audit.append({
      ownerUid: study.ownerUid,
      studyId,
      action: 'document-opened',
      actor,
      from: visitor,
      outcome: 'success',
      atMs: ports.clock.now(),
    }),
  ]);
  if (!bytes) return { answer: { kind: 'other' }, file: new Uint8Array() };
  const ids = idsByUid(shown, ledger);
  return readDocument(bytes, known.sopClassUID, (uid) => ids.get(uid));
}

/** Of what the index has; of several files with one UID the one that is shown. */
function idsByUid(index: StudyIndex, ledger: StudyLedger): ReadonlyMap<string, string> {
  const shown = new Set(
    index.stacks.flatMap(({ frames }) => frames.map(([instance]) => index.instances[instance]?.id)),
  );
  const known = new Set([...index.instances, ...index.documents].map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const { id, sopInstanceUID } of ledger.entries.filter((entry) => known.has(entry.id)))
    if (!ids.has(sopInstanceUID) || shown.has(id)) ids.set(sopInstanceUID, id);
  return ids;
}
