/** Decodes one frame at a time, off the page's thread. */
import { crc32c } from '@pacs/shared/crc32c';
import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { DecodeError, type CodecName, type DecodedFrame } from '@pacs/shared/codecs/types';
import { levelsOf, withHalves } from '@pacs/shared/display/halves';
import type { DecodeAnswer, DecodeRequest, WarmRequest } from './decode-messages.ts';
import { webCodecs } from './web-codecs.ts';

type Compiled = WebAssembly.Module | undefined;

/** Modules that the page compiles once for all workers. */
const promised = new Map<CodecName, Promise<Compiled>>();
const keepPromise = new Map<CodecName, (module: Compiled) => void>();
const codecs = webCodecs((name) => promised.get(name) ?? Promise.resolve(undefined));

function warm({ warm: name, module }: WarmRequest): void {
  if (module !== 'coming') {
    keepPromise.get(name)?.(module);
    return;
  }
  promised.set(name, new Promise((resolve) => keepPromise.set(name, resolve)));
  // What fails here fails again, with words, when a frame needs it.
  codecs.use(name, () => undefined).catch(() => undefined);
}

async function decode({ frame, expectCrc }: DecodeRequest): Promise<DecodedFrame> {
  if (expectCrc !== undefined && crc32c(frame.bytes) !== expectCrc) throw new DecodeError('checksum');
  return ownBuffers(withHalves(await decodeFrame(codecs, frame), frame.padding));
}

/** Samples in buffers that hold nothing else, so that they can be handed over. */
function ownBuffers(frame: DecodedFrame): DecodedFrame {
  const { buffer, byteLength } = frame.samples;
  return buffer.byteLength === byteLength ? frame : { ...frame, samples: frame.samples.slice() };
}

function answer(message: DecodeAnswer, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.addEventListener('message', (event: MessageEvent<DecodeRequest | WarmRequest>) => {
  if ('warm' in event.data) {
    warm(event.data);
    return;
  }
  decode(event.data).then(
    (frame) => {
      const buffers = levelsOf(frame).map(({ samples }) => samples.buffer as ArrayBuffer);
      answer({ kind: 'decoded', frame }, buffers);
    },
    (cause: unknown) => {
      answer({ kind: 'failed', reason: cause instanceof DecodeError ? cause.reason : 'damaged' });
    },
  );
});

answer({ kind: 'ready' });
