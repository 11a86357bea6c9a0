import { callables } from '@pacs/shared/callables';
import { CountEventsRequest, type UsageEvent } from '@pacs/shared/usage-events';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from '../../web/src/intake/core/store.ts';
import type { UploadsState } from '../../web/src/upload/core/upload-engine.ts';
import type { UploadStep } from '../../web/src/upload/core/upload-state.ts';
import { countFinished } from '../../web/src/upload/count-finished.ts';
import { durationBucket, imagesBucket } from '../../web/src/usage/buckets.ts';
import { countCall } from '../../web/src/usage/count-call.ts';
import { setUsageReceiver } from '../../web/src/usage/track.ts';

const at = (step: UploadStep): UploadsState => ({
  bytes: { done: 0, total: 0 },
  uploads: [
    {
      key: 'a',
      title: { identity: {}, modalities: [] },
      step,
      files: 20,
      checked: 0,
      bytes: { done: 0, total: 0 },
      lineBytes: 0,
      storedAlready: 0,
      repeated: 0,
      arrived: 0,
      problems: [],
    },
  ],
});

afterEach(() => {
  setUsageReceiver(undefined);
});

describe('what is counted of an upload', () => {
  it('is its end, once, in buckets; a cancelled one is not counted', () => {
    const seen: UsageEvent[] = [];
    setUsageReceiver((event) => seen.push(event));
    const store = createStore<UploadsState>({ uploads: [], bytes: { done: 0, total: 0 } });
    let nowMs = 0;
    countFinished(store, () => nowMs);
    store.setState(at('sending'));
    nowMs = 3000;
    store.setState(at('done'));
    store.setState(at('done'));
    store.setState(at('sending'));
    store.setState(at('cancelled'));
    expect(seen).toEqual([{ name: 'upload_finished', images: '11-100', duration: '2-10s' }]);
  });

  it('puts every number in the bucket that names it', () => {
    expect([1, 2, 10, 11, 100, 101, 1000, 1001].map(imagesBucket)).toEqual([
      '1',
      '2-10',
      '2-10',
      '11-100',
      '11-100',
      '101-1000',
      '101-1000',
      '1000+',
    ]);
    expect([0, 500, 2000, 10_000, 60_000].map(durationBucket)).toEqual([
      '<0.5s',
      '0.5-2s',
      '2-10s',
      '10-60s',
      '>60s',
    ]);
  });
});

describe('what is counted of calls', () => {
  it('is what was asked for and how it ended, in words of closed sets', () => {
    const seen: UsageEvent[] = [];
    setUsageReceiver((event) => seen.push(event));
    countCall('mailLink', 'done');
    countCall('mailLink', 'too-many-requests');
    countCall('addBundles', 'done');
    expect(seen).toEqual([
      { name: 'action', action: 'link_mailed', outcome: 'done' },
      { name: 'action', action: 'link_mailed', outcome: 'too-many-requests' },
    ]);
    for (const name of Object.keys(callables)) countCall(name as keyof typeof callables, 'internal');
    expect(CountEventsRequest.safeParse({ events: seen }).success).toBe(true);
  });

  it('nothing else is taken: no id, no text, no number', () => {
    for (const odd of [
      { name: 'action', action: 'link_mailed', outcome: 'done', studyId: 'x' },
      { name: 'action', action: 'Anna Berg', outcome: 'done' },
      { name: 'page_shown', page: '/study/1234' },
      { name: 'study_opened', images: 7, duration: '<0.5s' },
    ])
      expect(CountEventsRequest.safeParse({ events: [odd] }).success).toBe(false);
  });
});
