/** What opening a stored object that is no image shows of it. */
import type { DocumentAnswer } from '../../document-content.ts';
import { documentKind } from './document-kind.ts';
import { documentFields } from './document-tags.ts';
import { readEncapsulatedFile } from './encapsulated-file.ts';
import { readKeyObjects } from './key-objects.ts';
import { readPresentationState } from './presentation-state.ts';
import { readDataSet } from './read-data-set.ts';
import type { FindInstance } from './references.ts';
import { readStructuredReport } from './structured-report.ts';

/** `bytes` is the whole file. `other` also where it cannot be read as what it claims to be. Never throws. */
export function readDocument(
  bytes: Uint8Array,
  sopClassUID: string,
  find: FindInstance,
): { answer: DocumentAnswer; file: Uint8Array } {
  const nothing = { answer: { kind: 'other' as const }, file: new Uint8Array() };
  const kind = documentKind(sopClassUID);
  const set = kind === 'other' ? undefined : readDataSet(bytes, documentFields);
  if (set === undefined) return nothing;
  const alone = (answer: DocumentAnswer) => ({ answer, file: nothing.file });
  try {
    if (kind === 'sr') return alone(readStructuredReport(set, find));
    if (kind === 'ko') return alone(readKeyObjects(set, find));
    if (kind === 'pr') return alone(readPresentationState(set, find));
    return readEncapsulatedFile(set, sopClassUID) ?? nothing;
  } catch {
    return nothing;
  }
}
