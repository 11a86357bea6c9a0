/**
 * `npm run unpack -- COPY [STUDY] TARGET`: restores every file of the studies in a copy of the studies
 * bucket, or of one of them, without the application and without Firestore. Files are named by their
 * SOPInstanceUID; each is compared with the SHA-256 recorded at ingest.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPacks } from './unpack/find-packs.ts';
import { unpackPack } from './unpack/unpack-pack.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [copy, ...others] = positionals;
const [target, study] = others.toReversed();
if (copy === undefined || target === undefined || others.length > 2) {
  console.error('Usage: npm run unpack -- COPY [STUDY] TARGET');
  process.exit(2);
}

const totals = { restored: 0, damaged: 0 };
await mkdir(target, { recursive: true });
for (const pack of await findPacks(study === undefined ? copy : join(copy, study))) {
  const { restored, damaged } = await unpackPack(pack, target);
  totals.restored += restored;
  totals.damaged += damaged.length;
  for (const problem of damaged)
    console.error(`${pack.heads}: file ${String(problem.file)}: ${problem.reason}`);
}
console.log(`${String(totals.restored)} files restored, ${String(totals.damaged)} damaged`);
process.exitCode = totals.damaged > 0 || totals.restored === 0 ? 1 : 0;
