/** All uploads of this page: starts them, lets the user steer them, publishes them at most ten times a second. */
import { createSpeed } from './speed.ts';
import { createStore } from '../../intake/core/store.ts';
import type { ReadableStore } from '../../intake/core/store.ts';
import { createLanes, mostAhead } from './lanes.ts';
import { throttled } from '../../intake/core/throttle.ts';
import { closing } from './kept-uploads.ts';
import { digestAll } from './digest-all.ts';
import { packingAhead } from './packing-ahead.ts';
import { bundleFiles, planParcels, type Parcel } from './parcel.ts';
import { createUploadJob } from './upload-job.ts';
import type { JobPorts, UploadJob } from './job-ports.ts';
import { isOver, isSameState } from './upload-state.ts';
import { withoutSilence } from './without-silence.ts';
import type { ScannedInstance } from '../../intake/core/scanned.ts';
import type { Offer, UploadState } from './upload-state.ts';

export type EnginePorts = Omit<JobPorts, 'key' | 'changed' | 'lanes' | 'isCoding' | 'packAhead'> & {
  /** `automatic`: while the line is slower than coding is. */
  coding(): 'automatic' | 'always' | 'never';
};

export interface UploadsState {
  /** An upload of which nothing changed is the same object as before: of hundreds only what moves is drawn anew. */
  uploads: UploadState[];
  bytes: { done: number; total: number };
  bytesPerSecond?: number;
  secondsLeft?: number;
}

export interface UploadEngine {
  store: ReadableStore<UploadsState>;
  /**
   * These are likely to be sent next: what of them leaves first is packed once they are all read, where nothing else
   * is on its way. Instead of what was named before.
   */
  prepare(instances: readonly ScannedInstance[]): void;
  /** The key of the upload on the list. */
  add(offer: Offer): string;
  /** The files of an upload on the list. */
  instancesOf(key: string): readonly ScannedInstance[];
  pause(key?: string): void;
  resume(key?: string): void;
  /** Without a key, all that are not sent whole yet. */
  cancel(key?: string): Promise<void>;
  /** Takes finished and cancelled uploads off the list. */
  dismiss(key: string): void;
  dismissFinished(): void;
  /** Stops everything, forgets what is kept for a later session, and says goodbye to the server where it answers. */
  forget(): Promise<void>;
}

const publishIntervalMs = 100;
/** Two workers code about so many bytes a second; a line that takes more is not worth the work. */
const fastLineBytesPerSecond = 25_000_000;

/** Nobody is kept from signing out for longer. */
const mostGoodbyeMs = 3000;

export function createUploadEngine(ports: EnginePorts): UploadEngine {
  const transport = withoutSilence(ports.transport, ports.clock);
  const store = createStore<UploadsState>({ uploads: [], bytes: { done: 0, total: 0 } });
  const lanes = createLanes();
  const jobs = new Map<string, UploadJob>();
  const files = new Map<string, readonly ScannedInstance[]>();
  const speed = createSpeed();
  const line = createSpeed();
  /** As last measured. */
  let lineBytesPerSecond: number | undefined;
  const publish = throttled(
    () => {
      const before = new Map(store.getState().uploads.map((upload) => [upload.key, upload]));
      const uploads = [...jobs.values()].map((job) => {
        const state = job.state();
        const known = before.get(state.key);
        return known !== undefined && isSameState(known, state) ? known : state;
      });
      const running = uploads.filter(({ step }) => step !== 'cancelled');
      const done = running.reduce((sum, { bytes }) => sum + bytes.done, 0);
      const total = running.reduce((sum, { bytes }) => sum + bytes.total, 0);
      const next: UploadsState = { uploads, bytes: { done, total } };
      if (uploads.some(({ step }) => step === 'sending')) {
        speed.sample(done, ports.clock.nowMs());
        const rate = speed.bytesPerSecond(ports.clock.nowMs());
        if (rate !== undefined) next.bytesPerSecond = rate;
        if (rate !== undefined && rate > 0) next.secondsLeft = (total - done) / rate;
        line.sample(
          running.reduce((sum, { lineBytes }) => sum + lineBytes, 0),
          ports.clock.nowMs(),
        );
        lineBytesPerSecond = line.bytesPerSecond(ports.clock.nowMs()) ?? lineBytesPerSecond;
      } else {
        speed.reset();
        line.reset();
      }
      store.setState(next);
    },
    publishIntervalMs,
    ports.clock,
  );

  const isCoding = (): boolean => {
    const choice = ports.coding();
    if (choice !== 'automatic') return choice === 'always';
    return (lineBytesPerSecond ?? 0) < fastLineBytesPerSecond;
  };

  const writer = packingAhead(ports.writer);
  let preparing = new AbortController();

  const isAtWork = ({ step }: UploadState): boolean => step === 'checking' || step === 'sending';
  const othersAtWork = (key?: string): boolean =>
    [...jobs].some(([other, job]) => other !== key && isAtWork(job.state()));

  const packAhead = (parcels: readonly Parcel[], key?: string): number[] =>
    othersAtWork(key) ? [] : writer.ahead(parcels.slice(0, mostAhead).map(bundleFiles));

  async function prepare(instances: readonly ScannedInstance[], signal: AbortSignal): Promise<void> {
    const { files } = await digestAll(instances, signal, () => undefined);
    packAhead(planParcels(files, isCoding()));
  }

  const chosen = (key: string | undefined): UploadJob[] =>
    key === undefined ? [...jobs.values()] : [jobs.get(key) ?? []].flat();

  return {
    store,
    prepare(instances) {
      preparing.abort();
      preparing = new AbortController();
      if (instances.length > 0) ports.tickets.prepare();
      // Aborted: others are named, or nothing is.
      prepare(instances, preparing.signal).catch(() => undefined);
    },
    add(offer) {
      preparing.abort();
      const running = jobs.get(offer.key);
      const key =
        running === undefined || isOver(running.state().step) ? offer.key : nextKey(jobs, offer.key);
      const job = createUploadJob(offer, {
        ...ports,
        transport,
        key,
        lanes,
        writer,
        isCoding,
        packAhead: (parcels) => packAhead(parcels, key),
        changed: publish,
      });
      jobs.delete(key);
      jobs.set(key, job);
      files.set(key, offer.instances);
      publish();
      job.start();
      return key;
    },
    instancesOf: (key) => (jobs.has(key) ? (files.get(key) ?? []) : []),
    pause(key) {
      for (const job of chosen(key)) job.pause();
    },
    resume(key) {
      for (const job of chosen(key)) job.start();
    },
    async cancel(key) {
      const isMeant = (job: UploadJob): boolean => key !== undefined || job.state().step !== 'receiving';
      await Promise.all(
        chosen(key)
          .filter(isMeant)
          .map((job) => job.cancel()),
      );
    },
    dismiss(key) {
      const job = jobs.get(key);
      if (job === undefined || !isOver(job.state().step)) return;
      jobs.delete(key);
      files.delete(key);
      publish();
    },
    dismissFinished() {
      for (const [key, job] of jobs)
        if (isOver(job.state().step)) {
          jobs.delete(key);
          files.delete(key);
        }
      publish();
    },
    async forget() {
      const open = [...jobs.values()].flatMap((job) => job.abandon() ?? []);
      jobs.clear();
      files.clear();
      preparing.abort();
      writer.ahead([]);
      store.setState({ uploads: [], bytes: { done: 0, total: 0 } });
      const left = await ports.kept.unclaimed().catch(() => []);
      // What could not be cleared is told once the server has been told.
      const cleared = await Promise.allSettled([ports.kept.clear()]);
      const told = [...open, ...left.map(closing)].map((request) => ports.tickets.finish(request));
      const stop = new AbortController();
      const longEnough = ports.clock.wait(mostGoodbyeMs, stop.signal).catch(() => undefined);
      await Promise.race([Promise.allSettled(told), longEnough]);
      stop.abort();
      for (const result of cleared) if (result.status === 'rejected') throw result.reason;
    },
  };
}

/** The same study, dropped again while it is still on its way, is an upload of its own. */
function nextKey(jobs: ReadonlyMap<string, UploadJob>, key: string): string {
  for (let n = 2; ; n++) if (!jobs.has(`${key}#${String(n)}`)) return `${key}#${String(n)}`;
}
