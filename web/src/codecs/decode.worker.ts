/** Decodes one frame at a time, off the page's thread. */
import { crc32c } from '@pacs/shared/crc32c';
import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { DecodeError, type DecodedFrame } from '@pacs/shared/codecs/types';
import type { DecodeAnswer, DecodeRequest, WarmRequest } from './decode-messages.ts';
import { webCodecs } from './web-codecs.ts';

const codecs = webCodecs();

async function decode({ frame, expectCrc }: DecodeRequest): Promise<DecodedFrame> {
  if (expectCrc !== undefined && crc32c(frame.bytes) !== expectCrc) throw new DecodeError('checksum');
  return decodeFrame(codecs, frame);
}

function answer(message: DecodeAnswer, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.addEventListener('message', (event: MessageEvent<DecodeRequest | WarmRequest>) => {
  if ('warm' in event.data) {
    // What fails here fails again, with words, when a frame needs it.
    codecs.use(event.data.warm, () => undefined).catch(() => undefined);
    return;
  }
  decode(event.data).then(
    (frame) => {
      const { buffer, byteLength } = frame.samples;
      const own = buffer.byteLength === byteLength ? frame : { ...frame, samples: frame.samples.slice() };
      answer({ kind: 'decoded', frame: own }, [own.samples.buffer as ArrayBuffer]);
    },
    (cause: unknown) => {
      answer({ kind: 'failed', reason: cause instanceof DecodeError ? cause.reason : 'damaged' });
    },
  );
});

answer({ kind: 'ready' });
