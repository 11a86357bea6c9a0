/**
 * Drives the look into the user's files: inspects them in batches on a few workers, opens ZIPs, groups what
 * is DICOM and, when nothing is left to inspect, reads the instances whole for their digests. Publishes at
 * most ten times a second.
 */
import { isJunk } from '@pacs/shared/archives/junk';
import { allOrEach } from './all-or-each.ts';
import { createAsideFiles } from './aside-files.ts';
import type { Clock } from './clock.ts';
import { createFileQueue, type Batch, type Drop, type Queued } from './file-queue.ts';
import type { FileReading, FileReadOnce } from './file-reading.ts';
import { createGrouping } from './grouping.ts';
import type { PatientNode } from './nodes.ts';
import type { AsideReason, DigestRead, InstanceFacts } from './inspection.ts';
import { entriesOf } from './open-zip.ts';
import { packedBytes, pathOf } from './place.ts';
import type { PackedBytes, Place, SourceFile } from './place.ts';
import type { AsideFile, ScannedInstance } from './scanned.ts';
import { createStore } from './store.ts';
import type { ReadableStore } from './store.ts';
import { throttled } from './throttle.ts';

export interface Recognised {
  phase: 'idle' | 'reading' | 'ready';
  found: number;
  inspected: number;
  patients: PatientNode[];
  aside: AsideFile[];
  junk: number;
  dicomdirs: number;
  /** Studies handed over for upload. */
  taken: number;
}

export interface Scanner {
  store: ReadableStore<Recognised>;
  /** Takes the files as they are found; resolves when all have been taken in, not when they are read. */
  add(files: AsyncIterable<SourceFile[]>): Promise<void>;
  /** Names a file or folder that could not even be opened. */
  readonly unreadable: (label: string) => void;
  /** The files of a study, or of some of its series, in display order; it stays. */
  look(studyKey: string, seriesKeys?: ReadonlySet<string>): ScannedInstance[];
  /** Hands a study over for upload and forgets it here; its digests go on and come first. */
  take(studyKey: string, seriesKeys: ReadonlySet<string>): ScannedInstance[];
  /** Stops reading and forgets what was recognised, except what was taken. */
  clear(): void;
}

export interface ScanPurpose {
  /** Why an instance is set aside although it could be read. */
  refuse: (place: Place, facts: InstanceFacts) => AsideReason | undefined;
  /** Whether files are read whole for their digests; else no instance's digest ever settles. */
  digests: boolean;
}

interface DigestTask {
  instance: ScannedInstance;
  settle: (read: DigestRead) => void;
}

const publishIntervalMs = 100;
const digestBatchFiles = 16;
const digestBatchBytes = 16 * 1024 * 1024;
const unreadable: FileReadOnce = { inspection: { kind: 'aside', reason: 'unreadable' } };
const empty: Recognised = {
  phase: 'idle',
  found: 0,
  inspected: 0,
  patients: [],
  aside: [],
  junk: 0,
  dicomdirs: 0,
  taken: 0,
};

export function createScanner(workers: readonly FileReading[], clock: Clock, purpose: ScanPurpose): Scanner {
  const store = createStore(empty);
  const idle = [...workers];
  let grouping = createGrouping();
  let queue = createFileQueue();
  let toDigest: DigestTask[] = [];
  let sopInstanceUIDs = new Set<string>();
  const urgent: DigestTask[] = [];
  let aside = createAsideFiles();
  let found = 0;
  let inspected = 0;
  let junk = 0;
  let dicomdirs = 0;
  let taken = 0;
  let collecting = 0;
  let busy = 0;
  let epoch = 0;

  const publish = throttled(
    () => {
      const reading = collecting > 0 || busy > 0 || queue.hasWaiting();
      if (!reading) settleDiscs();
      const phase = reading ? 'reading' : found + aside.size() + junk === 0 ? 'idle' : 'ready';
      store.setState({
        phase,
        found,
        inspected,
        patients: grouping.patients(),
        aside: aside.list(),
        junk,
        dicomdirs,
        taken,
      });
    },
    publishIntervalMs,
    clock,
  );

  function enqueue(files: readonly SourceFile[], drop: Drop): void {
    const kept = files.filter((file) => !isJunk(pathOf(file)));
    junk += files.length - kept.length;
    found += kept.length;
    queue.push(drop, kept);
    publish();
    pump();
  }

  function setAside(queued: Queued, reason: AsideReason): void {
    if (reason === 'dicomdir') dicomdirs += 1;
    else aside.add(queued, reason);
  }

  function takeInstance(queued: Queued, facts: InstanceFacts, digested?: DigestRead): void {
    const { file, listed, drop } = queued;
    drop.holdsDicom = true;
    const refusal = purpose.refuse(file.place, facts);
    if (refusal !== undefined) {
      setAside(queued, refusal);
      return;
    }
    let settle: DigestTask['settle'] = () => undefined;
    const digest = new Promise<DigestRead>((resolve) => (settle = resolve));
    const instance: ScannedInstance = { file, facts, digest };
    sopInstanceUIDs.add(facts.sopInstanceUID);
    grouping.add(instance, listed);
    if (digested !== undefined) settle(digested);
    else if (purpose.digests) toDigest.push({ instance, settle });
  }

  async function openZip(work: FileReading, queued: Queued): Promise<void> {
    const { file, drop } = queued;
    const begun = epoch;
    const opened =
      (await allOrEach([file], async ([zip = file]) => [await entriesOf(work, zip)]))[0] ?? 'unreadable';
    if (begun !== epoch) return;
    if (typeof opened === 'string') {
      setAside(queued, opened);
      return;
    }
    for (const refused of opened.refused)
      setAside({ file: { ...file, label: refused.label }, drop }, refused.reason);
    if (opened.files.length === 0 && opened.refused.length === 0) setAside(queued, 'zip-empty');
    enqueue(opened.files, drop);
  }

  async function takeIn(work: FileReading, queued: Queued, read: FileReadOnce | undefined): Promise<void> {
    const { listed, drop } = queued;
    const { inspection, digest } = read ?? unreadable;
    if (inspection.kind === 'instance') takeInstance(queued, inspection.facts, digest);
    else if (inspection.kind === 'aside') setAside(queued, inspection.reason);
    else if (inspection.kind === 'zip') await openZip(work, queued);
    else {
      dicomdirs += 1;
      drop.holdsDicom = true;
      queue.addDisc(queued, inspection.directory, grouping.announce(inspection.directory));
    }
    if (listed !== undefined) grouping.settle(listed, 'read');
  }

  function readBatch(work: FileReading, { files, disc }: Batch): Promise<(FileReadOnce | undefined)[]> {
    const asked = files.map(({ file }) => digestRequest(file.place));
    if (disc !== undefined && purpose.digests) return allOrEach(asked, (some) => work.readOnce(some));
    return allOrEach(asked, async (some) => (await work.inspect(some)).map((inspection) => ({ inspection })));
  }

  async function inspectSome(work: FileReading, batch: Batch): Promise<void> {
    const begun = epoch;
    const from = queue;
    busy += 1;
    try {
      const reads = await readBatch(work, batch);
      for (const [i, queued] of batch.files.entries()) {
        if (begun !== epoch) return;
        await takeIn(work, queued, reads[i]);
        if (begun === epoch) inspected += 1;
      }
    } finally {
      busy -= 1;
      from.done(batch);
      publish();
      pump();
    }
  }

  function settleDiscs(): void {
    for (const { listed, isMissing } of queue.conclude(sopInstanceUIDs))
      grouping.settle(listed, isMissing ? 'missing' : 'read');
  }

  async function digestSome(work: FileReading): Promise<void> {
    const from = urgent.length > 0 ? urgent : toDigest;
    let bytes = 0;
    let count = 0;
    while (count < digestBatchFiles && bytes < digestBatchBytes && count < from.length) {
      bytes += from[count]?.instance.file.place.bytes ?? 0;
      count += 1;
    }
    const tasks = from.splice(0, count);
    const asked = tasks.map(({ instance: { file } }) => digestRequest(file.place));
    const reads = await allOrEach(asked, (some) => work.digest(some));
    tasks.forEach((task, i) => task.settle(reads[i] ?? { status: 'failed', reason: 'unreadable' }));
  }

  /** What a worker does next; undefined where all that is left waits for another's work. */
  function nextWork(): ((work: FileReading) => Promise<void>) | undefined {
    if (urgent.length > 0) return digestSome;
    const batch = queue.next();
    if (batch !== undefined) return (work) => inspectSome(work, batch);
    return toDigest.length > 0 && !queue.hasWaiting() ? digestSome : undefined;
  }

  async function lane(work: FileReading, first: (work: FileReading) => Promise<void>): Promise<void> {
    await first(work);
    for (let next = nextWork(); next !== undefined; next = nextWork()) await next(work);
    idle.push(work);
    publish();
  }

  function pump(): void {
    while (idle.length > 0) {
      const next = nextWork();
      const work = next && idle.shift();
      if (work === undefined || next === undefined) return;
      void lane(work, next);
    }
  }

  return {
    store,
    async add(files) {
      const begun = epoch;
      const drop = queue.newDrop();
      collecting += 1;
      try {
        for await (const some of files) {
          if (begun !== epoch) return;
          enqueue(some, drop);
        }
      } finally {
        collecting -= 1;
        drop.isCollecting = false;
        publish();
        pump();
      }
    },
    unreadable(label) {
      aside.unreadable(label);
      publish();
    },
    look: (studyKey, seriesKeys) => grouping.instancesOf(studyKey, seriesKeys),
    take(studyKey, seriesKeys) {
      const instances = grouping.instancesOf(studyKey, seriesKeys);
      const wanted = new Set(instances);
      urgent.push(...toDigest.filter((task) => wanted.has(task.instance)));
      toDigest = toDigest.filter((task) => !wanted.has(task.instance));
      grouping.removeStudy(studyKey);
      queue.forgetStudy(studyKey);
      taken += 1;
      publish();
      pump();
      return instances;
    },
    clear() {
      epoch += 1;
      grouping = createGrouping();
      queue = createFileQueue();
      sopInstanceUIDs = new Set();
      toDigest = [];
      aside = createAsideFiles();
      found = inspected = junk = dicomdirs = taken = 0;
      store.setState(empty);
    },
  };
}

function digestRequest(place: Place): PackedBytes & { crc32?: number } {
  const { crc32 } = place;
  return { ...packedBytes(place), ...(crc32 === undefined ? {} : { crc32 }) };
}
