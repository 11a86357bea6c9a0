/**
 * Drives the look into the user's files: inspects them in batches on a few workers, opens ZIPs, groups what
 * is DICOM and, when nothing is left to inspect, reads the instances whole for their digests. Publishes at
 * most ten times a second.
 */
import { isJunk } from '@pacs/shared/archives/junk';
import { limits } from '@pacs/shared/limits';
import type { Clock } from './clock.ts';
import type { FileReading } from './file-reading.ts';
import { createGrouping } from './grouping.ts';
import type { PatientNode } from './grouping.ts';
import type { AsideReason, DigestRead, Inspection, InstanceFacts } from './inspection.ts';
import { packedBytes, storedSlice, wholeFile } from './place.ts';
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
  /** The files of a study in display order; it stays. */
  look(studyKey: string): ScannedInstance[];
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
const inspectBatch = 48;
const digestBatchFiles = 16;
const digestBatchBytes = 16 * 1024 * 1024;
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
  let toInspect: SourceFile[] = [];
  let toDigest: DigestTask[] = [];
  const urgent: DigestTask[] = [];
  let aside: AsideFile[] = [];
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
      const reading = collecting > 0 || busy > 0 || toInspect.length > 0;
      const phase = reading ? 'reading' : found + aside.length + junk === 0 ? 'idle' : 'ready';
      store.setState({
        phase,
        found,
        inspected,
        patients: grouping.patients(),
        aside: [...aside],
        junk,
        dicomdirs,
        taken,
      });
    },
    publishIntervalMs,
    clock,
  );

  function enqueue(files: readonly SourceFile[]): void {
    for (const file of files) {
      if (isJunk(file.label)) junk += 1;
      else {
        found += 1;
        toInspect.push(file);
      }
    }
    publish();
    pump();
  }

  function setAside(file: SourceFile, reason: AsideReason): void {
    if (reason === 'dicomdir') dicomdirs += 1;
    else aside.push({ label: file.label, reason });
  }

  function takeInstance(file: SourceFile, inspection: Inspection & { kind: 'instance' }): void {
    const refusal = purpose.refuse(file.place, inspection.facts);
    if (refusal !== undefined) {
      setAside(file, refusal);
      return;
    }
    let settle: DigestTask['settle'] = () => undefined;
    const digest = new Promise<DigestRead>((resolve) => (settle = resolve));
    const instance: ScannedInstance = { file, facts: inspection.facts, digest };
    grouping.add(instance);
    if (purpose.digests) toDigest.push({ instance, settle });
  }

  async function openZip(work: FileReading, file: SourceFile): Promise<void> {
    const begun = epoch;
    const listed = await entriesOf(work, file);
    if (begun !== epoch) return;
    if (typeof listed === 'string') {
      setAside(file, listed);
      return;
    }
    for (const refused of listed.refused) setAside({ ...file, label: refused.label }, refused.reason);
    if (listed.files.length === 0 && listed.refused.length === 0) setAside(file, 'zip-empty');
    enqueue(listed.files);
  }

  async function inspectSome(work: FileReading): Promise<void> {
    const begun = epoch;
    const files = toInspect.splice(0, inspectBatch);
    busy += 1;
    try {
      const results = await work.inspect(files.map((file) => packedBytes(file.place))).catch(() => []);
      for (const [i, file] of files.entries()) {
        const result: Inspection = results[i] ?? { kind: 'aside', reason: 'unreadable' };
        if (begun !== epoch) return;
        if (result.kind === 'aside') setAside(file, reasonOf(file, result.reason));
        else if (result.kind === 'instance') takeInstance(file, result);
        else await openZip(work, file);
        inspected += 1;
      }
    } finally {
      busy -= 1;
      publish();
    }
  }

  async function digestSome(work: FileReading): Promise<void> {
    const queue = urgent.length > 0 ? urgent : toDigest;
    let bytes = 0;
    let count = 0;
    while (count < digestBatchFiles && bytes < digestBatchBytes && count < queue.length) {
      bytes += queue[count]?.instance.file.place.bytes ?? 0;
      count += 1;
    }
    const tasks = queue.splice(0, count);
    const reads = await work
      .digest(tasks.map(({ instance: { file } }) => digestRequest(file.place)))
      .catch(() => []);
    tasks.forEach((task, i) => task.settle(reads[i] ?? { status: 'failed', reason: 'unreadable' }));
  }

  async function lane(work: FileReading): Promise<void> {
    while (urgent.length + toInspect.length + toDigest.length > 0) {
      if (toInspect.length > 0 && urgent.length === 0) await inspectSome(work);
      else await digestSome(work);
    }
    idle.push(work);
    publish();
  }

  function pump(): void {
    while (idle.length > 0 && urgent.length + toInspect.length + toDigest.length > 0) {
      const work = idle.shift();
      if (work !== undefined) void lane(work);
    }
  }

  return {
    store,
    async add(files) {
      const begun = epoch;
      collecting += 1;
      try {
        for await (const some of files) {
          if (begun !== epoch) return;
          enqueue(some);
        }
      } finally {
        collecting -= 1;
        publish();
      }
    },
    unreadable(label) {
      aside.push({ label, reason: 'unreadable' });
      publish();
    },
    look: (studyKey) => grouping.instancesOf(studyKey),
    take(studyKey, seriesKeys) {
      const instances = grouping.instancesOf(studyKey, seriesKeys);
      const wanted = new Set(instances);
      urgent.push(...toDigest.filter((task) => wanted.has(task.instance)));
      toDigest = toDigest.filter((task) => !wanted.has(task.instance));
      grouping.removeStudy(studyKey);
      taken += 1;
      publish();
      pump();
      return instances;
    },
    clear() {
      epoch += 1;
      grouping = createGrouping();
      toInspect = [];
      toDigest = [];
      aside = [];
      found = inspected = junk = dicomdirs = taken = 0;
      store.setState(empty);
    },
  };
}

function digestRequest(place: Place): PackedBytes & { crc32?: number } {
  const { crc32 } = place;
  return { ...packedBytes(place), ...(crc32 === undefined ? {} : { crc32 }) };
}

/** The name counts only where the content tells nothing: what is called a ZIP was one before it was damaged. */
const reasonOf = ({ label }: SourceFile, reason: AsideReason): AsideReason =>
  reason === 'not-dicom' && /\.zip$/i.test(label) ? 'zip-damaged' : reason;

interface Entries {
  files: SourceFile[];
  refused: AsideFile[];
}

/** The files of a ZIP, or why it cannot be opened. A ZIP inside a ZIP is opened, one inside that is not. */
async function entriesOf(work: FileReading, file: SourceFile): Promise<Entries | AsideReason> {
  if (file.nesting > limits.archiveMaxNesting) return 'zip-nested-too-deep';
  if (file.place.packing === 'deflated' && file.place.bytes > limits.archiveMaxExpandedBytes)
    return 'zip-expands-too-far';
  const archive =
    file.place.packing === 'stored' ? storedSlice(file.place) : await work.expand(packedBytes(file.place));
  if (archive === undefined) return 'zip-damaged';
  const read = await work.listZip(archive);
  if (read.status === 'refused') return read.reason;
  const entries: Entries = { files: [], refused: [] };
  for (const entry of read.entries) {
    const label = `${file.label} › ${entry.path}`;
    if (entry.status === 'refused') {
      if (isJunk(entry.path)) continue;
      entries.refused.push({ label, reason: entry.reason });
      continue;
    }
    const { at, storedBytes, packing, bytes, crc32 } = entry;
    entries.files.push({
      label,
      nesting: file.nesting + 1,
      place: { ...wholeFile(archive), at, storedBytes, packing, bytes, crc32 },
    });
  }
  return entries;
}
