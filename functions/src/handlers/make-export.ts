import { runHtj2kDecoder } from '@pacs/shared/codecs/decoders/htj2k';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { z } from 'zod';
import { firestore } from '../adapters/clients.ts';
import { firestoreRecords } from '../adapters/firestore-records.ts';
import { makePart } from '../core/account/export/make-part.ts';
import { logFailure, logInfo } from '../log.ts';
import { accountPorts } from '../wiring-accounts.ts';
import { storagePorts } from '../wiring-storage.ts';

const Task = z.object({ exportId: z.string() });

/** Rejects where a retry can mend it: the task then comes again. */
export async function makeExport(data: unknown): Promise<void> {
  const { exportId } = Task.parse(data);
  const startedAtMs = Date.now();
  const codecs = nodeCodecs();
  try {
    const result = await makePart(
      {
        ...storagePorts(),
        ...accountPorts(),
        records: firestoreRecords(firestore()),
        decodeNative: (codestream) => runHtj2kDecoder(codecs, codestream),
      },
      exportId,
    );
    logInfo(`export ${result}`, { function: 'makeExport', durationMs: Date.now() - startedAtMs });
  } catch (cause) {
    logFailure('makeExport', 'internal', cause);
    throw cause;
  }
}
