import { objectNames } from '@pacs/shared/paths';
import type { Clock } from '../../ports.ts';
import { type ExportObjects, type ExportQueue, stepOf } from './export-ports.ts';

/** The objects first: whoever goes on where this breaks off finds them by the document. */
async function removeExport(exports: ExportObjects, exportId: string): Promise<void> {
  await exports.removeAll(objectNames.exportPart(exportId, ''));
  await exports.store.remove(exportId);
}

export async function removeExports(exports: ExportObjects, ownerUid: string): Promise<void> {
  for (const { exportId } of await exports.store.ofOwner(ownerUid)) await removeExport(exports, exportId);
}

const atOnce = 200;
/** Longer than a task may take. */
const stuckMs = 45 * 60_000;

/** Ends what is past its time, and begins again what no task works at. Says how many ended. */
export async function expireExports({
  exports,
  exportQueue,
  clock,
}: {
  exports: ExportObjects;
  exportQueue: ExportQueue;
  clock: Clock;
}): Promise<number> {
  const nowMs = clock.now();
  const expired = await exports.store.expired(nowMs, atOnce);
  for (const exportId of expired) await removeExport(exports, exportId);
  for (const exportId of await exports.store.stuck(nowMs - stuckMs, atOnce)) {
    const found = await exports.store.get(exportId);
    if (found) await exportQueue.enqueue(exportId, stepOf(found.document));
  }
  return expired.length;
}
