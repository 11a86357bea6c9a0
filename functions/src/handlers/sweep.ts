import { ingestBundle } from '../core/ingest/ingest-bundle.ts';
import { sweep as core } from '../core/studies/sweep.ts';
import { transcodePack } from '../core/transcode/transcode-pack.ts';
import { logFailure, logReport } from '../log.ts';
import { operatorEmail } from '../operator-email.ts';
import { ingestPorts } from '../wiring-ingest.ts';
import { storagePorts } from '../wiring-storage.ts';

export async function sweep(): Promise<void> {
  const report = await core(
    {
      ...storagePorts(),
      operatorEmail: operatorEmail(),
      ingest: (name) => ingestBundle(ingestPorts(), name),
      transcode: (pack) => transcodePack(ingestPorts(), pack),
    },
    (cause) => {
      logFailure('sweep', 'internal', cause);
    },
  );
  logReport('sweep', report);
}
