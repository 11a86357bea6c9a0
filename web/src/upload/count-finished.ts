/** Counts uploads that came to their end, with coarse buckets of images and time. */
import { durationBucket, imagesBucket } from '../usage/buckets.ts';
import { track } from '../usage/track.ts';
import type { UploadsState } from './core/upload-engine.ts';
import type { ReadableStore } from '../intake/core/store.ts';
import { isOver } from './core/upload-state.ts';

export function countFinished(store: ReadableStore<UploadsState>, nowMs: () => number): void {
  const startedAtMs = new Map<string, number>();
  store.subscribe(() => {
    for (const { key, step, files } of store.getState().uploads) {
      const startMs = startedAtMs.get(key);
      if (!isOver(step)) startedAtMs.set(key, startMs ?? nowMs());
      else if (startMs !== undefined) {
        startedAtMs.delete(key);
        if (step !== 'done') continue;
        const duration = durationBucket(nowMs() - startMs);
        track({ name: 'upload_finished', images: imagesBucket(files), duration });
      }
    }
  });
}
