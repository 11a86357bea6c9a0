/** Files of a study's packs, put together again one after the other: one pack is held at a time, and one file. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { PixelFormat, StudyIndex } from '@pacs/shared/manifest';
import type { LedgerEntry } from '@pacs/shared/ledger';
import { objectNames } from '@pacs/shared/paths';
import { type HeadsBody, decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import type { FileToTake } from '@pacs/shared/packs/study-zip';
import type { PackStore } from '../../ports.ts';

export interface PackFilesPorts {
  packs: Pick<PackStore, 'read'>;
  /** The bytes that our HTJ2K codestream was made from. */
  decodeNative(codestream: Uint8Array, format: PixelFormat): Promise<Uint8Array>;
}

export interface PackedStudy {
  studyId: string;
  incarnation: string;
  packNames: readonly string[];
  packs: StudyIndex['packs'];
}

interface OpenPack {
  number: number;
  body: HeadsBody;
  frames: Uint8Array;
}

/** Objects of this size are read in steps: one answer never holds all of a large one twice. */
const stepBytes = 16 * 1024 * 1024;

async function readAll(packs: Pick<PackStore, 'read'>, name: string, bytes: number): Promise<Uint8Array> {
  const all = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += stepBytes)
    all.set(await packs.read(name, at, Math.min(stepBytes, bytes - at)), at);
  return all;
}

/** `entries` in the order of their packs, or each change of pack reads one anew. */
export function packFiles(
  ports: PackFilesPorts,
  study: PackedStudy,
  entries: readonly (LedgerEntry & { series: string })[],
): FileToTake[] {
  let open: OpenPack | undefined;
  const pack = async (number: number): Promise<OpenPack> => {
    if (open?.number === number) return open;
    open = undefined;
    const name = study.packNames[number];
    const sizes = study.packs[number];
    if (name === undefined || sizes === undefined) throw new RangeError('no such pack');
    const { studyId, incarnation } = study;
    const heads = objectNames.heads(studyId, incarnation, name);
    const body = decodeHeads(gunzipSync(await readAll(ports.packs, heads, sizes.headsBytes)));
    const frames = await readAll(
      ports.packs,
      objectNames.frames(studyId, incarnation, name),
      sizes.framesBytes,
    );
    return (open = { number, body, frames });
  };
  return entries.map(({ series, pack: number, head, sha256 }) => ({
    series,
    async read() {
      // What cannot be read at all ends the part, which is tried again; what comes out wrong is left out and said.
      const { body, frames } = await pack(number);
      const source = {
        read: (at: number, bytes: number) => Promise.resolve(frames.subarray(at, at + bytes)),
        decodeNative: (codestream: Uint8Array, format: PixelFormat) => ports.decodeNative(codestream, format),
      };
      const file = await rebuildFile(body, head, source).catch(() => undefined);
      const isSame = file && createHash('sha256').update(file).digest('base64url') === sha256;
      return isSame ? file : undefined;
    },
  }));
}
