import { limits } from '@pacs/shared/limits';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { gzipJson } from '../gzip-json.ts';
import { chooseOpening, frameBytes } from '../ingest/opening.ts';
import type { StudyAddition } from '../ingest/packed-instance.ts';
import type { Clock, PackStore, PackToTranscode, StudyStore } from '../ports.ts';
import { type CurrentStudy, withoutWaiting } from './current-study.ts';
import { replacePack } from './replace-pack.ts';

/** A new revision in which the pack's instances lie in the addition's packs; the old pack retires. */
export async function commitTranscoded(
  ports: { studies: StudyStore; packs: PackStore; clock: Clock },
  target: PackToTranscode,
  { study, version, manifest, content }: CurrentStudy,
  addition: StudyAddition,
): Promise<'transcoded' | 'conflict'> {
  const number = content.index.packs.findIndex(({ name }) => name === target.pack);
  const replaced = replacePack(content, number, addition);
  const source = frameBytes(ports.packs, replaced.index, addition, target);
  const opening = await chooseOpening(replaced.index, source, undefined);
  const index = gzipJson(StudyIndex.parse(replaced.index));
  const ledger = gzipJson(StudyLedger.parse(replaced.ledger));
  const rev = study.rev + 1;
  const storedBytes = replaced.index.packs.reduce(
    (sum, { framesBytes, headsBytes }) => sum + framesBytes + headsBytes,
    0,
  );
  const result = await ports.studies.commit({
    studyId: target.studyId,
    expected: version,
    study: {
      ...withoutWaiting(study, target.pack),
      rev,
      manifestParts: Math.ceil((index.length + ledger.length) / limits.manifestPartBytes),
      counts: { ...study.counts, storedBytes },
    },
    manifest: {
      manifest: {
        rev,
        indexBytes: index.length,
        ledgerBytes: ledger.length,
        packNames: replaced.index.packs.map(({ name }) => name),
        retired: [...manifest.manifest.retired, { pack: number, atMs: ports.clock.now() }],
        ...(opening && { first: opening.first }),
      },
      index,
      ledger,
      ...(opening && { firstLead: opening.firstLead }),
    },
    replaces: { rev: study.rev, parts: study.manifestParts },
  });
  return result === 'done' ? 'transcoded' : 'conflict';
}
