import { createHash } from 'node:crypto';
import { open, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runHtj2kDecoder } from '@pacs/shared/codecs/decoders/htj2k';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile, type PackSource } from '@pacs/shared/packs/rebuild-file';
import type { PackFiles } from './find-packs.ts';

export interface UnpackResult {
  restored: number;
  /** What does not come back byte for byte is named and not written. */
  damaged: { file: number; reason: string }[];
}

/** Writes every file of a pack into `target`. One that is damaged keeps none of its neighbours back. */
export async function unpackPack(pack: PackFiles, target: string): Promise<UnpackResult> {
  const body = decodeHeads(gunzipSync(await readFile(pack.heads)));
  const frames = await open(pack.frames);
  const result: UnpackResult = { restored: 0, damaged: [] };
  try {
    for (const [file, { sha256 }] of body.heads.files.entries()) {
      try {
        const bytes = await rebuildFile(body, file, sourceOf(frames));
        if (createHash('sha256').update(bytes).digest('base64url') !== sha256)
          throw new Error('SHA-256 differs');
        await writeNew(target, nameOf(bytes, sha256), bytes);
        result.restored += 1;
      } catch (error) {
        result.damaged.push({ file, reason: error instanceof Error ? error.message : 'unreadable' });
      }
    }
  } finally {
    await frames.close();
  }
  return result;
}

function sourceOf(frames: FileHandle): PackSource {
  return {
    read: async (at, bytes) => {
      const part = new Uint8Array(bytes);
      const { bytesRead } = await frames.read(part, 0, bytes, at);
      if (bytesRead !== bytes) throw new Error('the .frames file is too short');
      return part;
    },
    decodeNative: (codestream) => runHtj2kDecoder(nodeCodecs(), codestream),
  };
}

interface FileName {
  plain: string;
  /** For a second file of the same UID with other bytes. */
  distinct: string;
}

/** A UID may be illegal and hold anything, so only what a UID may hold goes into the name. */
function nameOf(bytes: Uint8Array, sha256: string): FileName {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  const uid = read.status === 'ok' ? read.header.sopInstanceUID.replace(/[^0-9.]/g, '_') : '';
  const plain = uid === '' ? sha256 : uid;
  return { plain: `${plain}.dcm`, distinct: `${plain}-${sha256.slice(0, 12)}.dcm` };
}

async function writeNew(target: string, name: FileName, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(join(target, name.plain), bytes, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    await writeFile(join(target, name.distinct), bytes);
  }
}
