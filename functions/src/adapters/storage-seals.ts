/** The bucket of seals: its retention policy keeps even its operator from changing what lies there. */
import { AuditSeal } from '@pacs/shared/audit-seal';
import { objectNames } from '@pacs/shared/paths';
import type { SealArchive } from '../core/ports.ts';
import { putObject } from './put-object.ts';
import type { bucket as bucketOf } from './storage-client.ts';

export function storageSeals(bucket: ReturnType<typeof bucketOf>): SealArchive & {
  all(): Promise<AuditSeal[]>;
} {
  return {
    put: (seal) =>
      putObject(bucket.file(objectNames.seal(seal.number)), [
        new TextEncoder().encode(JSON.stringify(AuditSeal.parse(seal))),
      ]),

    async all() {
      const [files] = await bucket.getFiles({ prefix: objectNames.sealPrefix });
      const seals: AuditSeal[] = [];
      for (const file of files) {
        const [bytes] = await file.download();
        seals.push(AuditSeal.parse(JSON.parse(bytes.toString('utf8'))));
      }
      return seals;
    },
  };
}
