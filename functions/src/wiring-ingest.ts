/** What only ingest needs: codecs and image tools, far too heavy for the other functions. */
import { limits } from '@pacs/shared/limits';
import { within } from './adapters/deadline.ts';
import { processMemory } from './adapters/garbage.ts';
import { htj2kCodec } from './adapters/htj2k-codec.ts';
import { sharpThumbnailer } from './adapters/sharp-thumbnailer.ts';
import { taskQueue } from './adapters/transcode-queue.ts';
import type { IngestPorts } from './core/ingest/ingest-bundle.ts';
import { region } from './params.ts';
import { storagePorts } from './wiring-storage.ts';

export const ingestPorts = (): IngestPorts => ({
  ...storagePorts(),
  transcodes: taskQueue(region.value()),
  codec: htj2kCodec(),
  thumbnailer: sharpThumbnailer,
  memory: processMemory,
  withinRun: (run) => within(limits.ingestRunMs, run),
});
