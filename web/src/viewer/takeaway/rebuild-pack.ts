/** Files of one pack from its two objects (shared/src/packs), each proven by its SHA-256. */
import type { PixelFormat } from '@pacs/shared/manifest';
import { decodeHeads, type HeadsBody } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { base64url } from '../../intake/core/digest-file.ts';
import type { PackUrls, PackWork } from './pack-work.ts';

interface World {
  fetchBytes: typeof fetch;
  /** The native bytes that our HTJ2K codestream was made from. */
  decodeNative: (codestream: Uint8Array, format: PixelFormat) => Promise<Uint8Array>;
}

export function createPackWork({ fetchBytes, decodeNative }: World): PackWork {
  let opened: { body: HeadsBody; frames: Uint8Array } | undefined;

  const whole = async (url: string): Promise<Response> => {
    const response = await fetchBytes(url, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok || response.body === null) throw new Error(`pack: ${String(response.status)}`);
    return response;
  };
  const read = async (url: string) => new Uint8Array(await (await whole(url)).arrayBuffer());
  const unzipped = async (url: string) => {
    const { body } = await whole(url);
    if (body === null) throw new Error('pack: empty');
    const bytes = await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    return new Uint8Array(bytes);
  };

  return {
    async open({ frames, heads }: PackUrls) {
      opened = undefined;
      const [stored, head] = await Promise.all([read(frames), unzipped(heads)]);
      opened = { body: decodeHeads(head), frames: stored };
    },
    async file(head, sha256) {
      if (opened === undefined) return undefined;
      const { body, frames } = opened;
      const source = {
        read: (at: number, bytes: number) => Promise.resolve(frames.subarray(at, at + bytes)),
        decodeNative,
      };
      const file = await rebuildFile(body, head, source).catch(() => undefined);
      if (file === undefined) return undefined;
      const digest = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', file)));
      return digest === sha256 ? file : undefined;
    },
  };
}
