/**
 * `npm run unpack -- FOLDER TARGET`: restores every file of the studies in a copy of the studies bucket,
 * without the application and without Firestore. FOLDER is the bucket's copy, one study's folder in it, or
 * one pack's; files are named by their SOPInstanceUID. Each is compared with the SHA-256 recorded at ingest.
 */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findPacks } from './unpack/find-packs.ts';
import { unpackPack } from './unpack/unpack-pack.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, target] = positionals;
if (folder === undefined || target === undefined) {
  console.error('Usage: npm run unpack -- FOLDER TARGET');
  process.exit(2);
}

const totals = { restored: 0, damaged: 0 };
await mkdir(target, { recursive: true });
for (const pack of await findPacks(folder)) {
  const { restored, damaged } = await unpackPack(pack, target);
  totals.restored += restored;
  totals.damaged += damaged.length;
  for (const problem of damaged)
    console.error(`${pack.heads}: file ${String(problem.file)}: ${problem.reason}`);
}
console.log(`${String(totals.restored)} files restored, ${String(totals.damaged)} damaged`);
process.exitCode = totals.damaged > 0 || totals.restored === 0 ? 1 : 0;
