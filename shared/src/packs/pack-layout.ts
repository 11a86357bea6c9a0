/**
 * Layout of a `.frames` object: the leading bytes of all frames, then the rest of all frames, then runs that
 * are no frames (lookup tables, overlays). Places are known once everything has been added.
 */

/** A run of bytes of the object; `at` is −1 until `finish`. */
export interface Run {
  at: number;
  readonly bytes: Uint8Array;
}

interface OwnRun extends Run {
  bytes: Uint8Array;
}

/** An object as its parts in order: nothing is copied. */
export interface PackObject {
  readonly bytes: number;
  readonly parts: readonly Uint8Array[];
  /** Throws past the end. A view where one part holds the whole range. */
  read(at: number, bytes: number): Uint8Array;
  /** Lets go of the bytes, which lie elsewhere by now: parts and runs are empty from then on. */
  release(): void;
}

export interface PackLayout {
  /** Leading bytes of a frame. */
  addLead(bytes: Uint8Array): Run;
  /** What follows the leading bytes; consecutive calls give consecutive runs. */
  addRest(bytes: Uint8Array): Run;
  addBlob(bytes: Uint8Array): Run;
  readonly totalBytes: number;
  /** Places every run and gives the object. Called once. */
  finish(): PackObject;
}

export function createPackLayout(): PackLayout {
  const regions: [leads: OwnRun[], rests: OwnRun[], blobs: OwnRun[]] = [[], [], []];
  let totalBytes = 0;
  const add = (region: OwnRun[], bytes: Uint8Array): Run => {
    const run: OwnRun = { at: -1, bytes };
    region.push(run);
    totalBytes += bytes.length;
    return run;
  };
  return {
    addLead: (bytes) => add(regions[0], bytes),
    addRest: (bytes) => add(regions[1], bytes),
    addBlob: (bytes) => add(regions[2], bytes),
    get totalBytes() {
      return totalBytes;
    },
    finish() {
      let at = 0;
      const runs = regions.flat();
      for (const run of runs) {
        run.at = at;
        at += run.bytes.length;
      }
      return packObject(
        runs.filter(({ bytes }) => bytes.length > 0),
        totalBytes,
      );
    },
  };
}

function packObject(runs: readonly OwnRun[], totalBytes: number): PackObject {
  /** Number of the run that holds this byte. */
  const runAt = (at: number): number => {
    let low = 0;
    let high = runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((runs[middle]?.at ?? Infinity) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const parts = runs.map(({ bytes }) => bytes);
  return {
    bytes: totalBytes,
    parts,
    release() {
      parts.length = 0;
      for (const run of runs) run.bytes = new Uint8Array();
    },
    read(at, bytes) {
      if (at < 0 || bytes < 0 || at + bytes > totalBytes) throw new RangeError('past the end of the pack');
      if (bytes === 0) return new Uint8Array();
      let number = runAt(at);
      const first = runs[number];
      if (first && at + bytes <= first.at + first.bytes.length)
        return first.bytes.subarray(at - first.at, at - first.at + bytes);
      const whole = new Uint8Array(bytes);
      for (let done = 0; done < bytes; number += 1) {
        const run = runs[number];
        if (!run) break;
        const part = run.bytes.subarray(at + done - run.at).subarray(0, bytes - done);
        whole.set(part, done);
        done += part.length;
      }
      return whole;
    },
  };
}
