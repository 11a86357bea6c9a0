import { expect } from 'vitest';
import { ingestBundle } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import { type SweepPorts, type SweepReport, sweep } from '../../../functions/src/core/studies/sweep.ts';
import { transcodePack } from '../../../functions/src/core/transcode/transcode-pack.ts';
import type { WorldPorts } from '../fakes/world.ts';

/** As the scheduled function is wired; whatever it could not do it has told the cause of. */
export async function runSweep(ports: WorldPorts, other: Partial<SweepPorts> = {}): Promise<SweepReport> {
  const causes: unknown[] = [];
  const report = await sweep(
    {
      ...ports,
      ingest: (name) => ingestBundle(ports, name),
      transcode: (pack) => transcodePack(ports, pack),
      ...other,
    },
    (cause) => causes.push(cause),
  );
  expect(causes).toHaveLength(report.failures);
  return report;
}
