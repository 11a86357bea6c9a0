/** The functions' own ports over the running stack's emulators, in this process: wired as a function wires them. */
import type { SweepPorts } from '../../functions/src/core/studies/sweep.ts';
import { memorySource } from '../../functions/src/core/ingest/bundle-source.ts';
import type { IngestPorts } from '../../functions/src/core/ingest/ingest-bundle.ts';
import type { CreateLinkPorts } from '../../functions/src/core/links/create-link.ts';
import type { OpenStudyPorts } from '../../functions/src/core/access/open-study.ts';
import { stackNowMs } from '../support/clock.ts';
import { stackInfo } from '../support/stack.ts';

type RealPorts = IngestPorts &
  OpenStudyPorts &
  CreateLinkPorts &
  Pick<SweepPorts, 'limiter' | 'mail' | 'rights' | 'consentProofs' | 'accounts' | 'webOrigin'> & {
    uploadsBucket: string;
  };

export async function realPorts(): Promise<RealPorts> {
  const { projectId, region, buckets, origins, signingKeyFile } = stackInfo();
  if (origins.tasks === undefined) throw new Error('The stack runs without functions.');
  Object.assign(process.env, {
    GCLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: origins.firestore,
    FIREBASE_STORAGE_EMULATOR_HOST: new URL(origins.storageEmulator).host,
    CLOUD_TASKS_EMULATOR_HOST: origins.tasks,
    PACS_REGION: region,
    PACS_UPLOADS_BUCKET: buckets.uploads,
    PACS_STUDIES_BUCKET: buckets.studies,
    PACS_STORAGE_ORIGIN: origins.storageProxy,
    PACS_SIGNING_KEY_FILE: signingKeyFile,
    PACS_WEB_ORIGIN: origins.web,
    METADATA_SERVER_DETECTION: 'none',
  });
  // What is read from the environment is read when these load.
  const { ingestPorts } = await import('../../functions/src/wiring-ingest.ts');
  const { ports } = await import('../../functions/src/wiring.ts');
  const real = { ...ports(), ...ingestPorts() };
  return { ...real, clock: { ...real.clock, now: stackNowMs } };
}

/** Bundles in memory, by name: in the bucket they would wake the stack's own function. */
export function bundlesAtHand(
  ports: IngestPorts,
  bundles: ReadonlyMap<string, Uint8Array>,
): IngestPorts['bundles'] {
  const at = (name: string) => bundles.get(name.split('/')[1] ?? '');
  return {
    ...ports.bundles,
    takeUp: (name) => {
      const bytes = at(name);
      return Promise.resolve(
        bytes && { source: memorySource(bytes), tries: 1, thrown: 0, createdAtMs: stackNowMs() },
      );
    },
    countThrow: () => Promise.resolve(),
    exists: (name) => Promise.resolve(at(name) !== undefined),
    remove: () => Promise.resolve(),
  };
}
