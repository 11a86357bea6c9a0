import type { StorageEvent } from 'firebase-functions/storage';
import { ingestBundle } from '../core/ingest/ingest-bundle.ts';
import { logFailure, logInfo } from '../log.ts';
import { ingestPorts } from '../wiring-ingest.ts';

/** Rejects where a retry can mend it: the event then comes again. */
export async function onUploadFinalized(event: StorageEvent): Promise<void> {
  const [uploadId, bundle, ...more] = event.data.name.split('/');
  const ports = ingestPorts();
  if (!uploadId || !bundle || more.length > 0) {
    // Rules let nothing of that shape in; whoever could write it anyway does not get it kept.
    await ports.bundles.remove(event.data.name);
    return;
  }
  const startedAtMs = Date.now();
  try {
    const result = await ingestBundle(ports, { uploadId, bundle });
    logInfo(`bundle ${result}`, {
      function: 'onUploadFinalized',
      uploadId,
      bundle,
      durationMs: Date.now() - startedAtMs,
    });
  } catch (cause) {
    logFailure('onUploadFinalized', 'internal', cause, { uploadId, bundle });
    throw cause;
  }
}
