/**
 * Layout of a `.frames` object: the leading bytes of all frames, then the rest of all frames, then runs that
 * are no frames (lookup tables, overlays). Places are known once everything has been added.
 */

/** A run of bytes of the object; `at` is −1 until `finish`. */
export interface Run {
  at: number;
  readonly bytes: Uint8Array;
}

export interface PackLayout {
  /** Leading bytes of a frame. */
  addLead(bytes: Uint8Array): Run;
  /** What follows the leading bytes; consecutive calls give consecutive runs. */
  addRest(bytes: Uint8Array): Run;
  addBlob(bytes: Uint8Array): Run;
  readonly totalBytes: number;
  /** Places every run and gives the object. Called once. */
  finish(): Uint8Array<ArrayBuffer>;
}

export function createPackLayout(): PackLayout {
  const regions: [leads: Run[], rests: Run[], blobs: Run[]] = [[], [], []];
  let totalBytes = 0;
  const add = (region: Run[], bytes: Uint8Array): Run => {
    const run: Run = { at: -1, bytes };
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
      const object = new Uint8Array(totalBytes);
      let at = 0;
      for (const run of regions.flat()) {
        run.at = at;
        object.set(run.bytes, at);
        at += run.bytes.length;
      }
      return object;
    },
  };
}
