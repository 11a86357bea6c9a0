/** Decodes one frame on a thread that can be ended at any moment; guarded-decoder.ts starts it. */
import { parentPort, workerData } from 'node:worker_threads';
import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { type DecodedFrame, DecodeError, type FrameToDecode } from '@pacs/shared/codecs/types';

export type DecodeAnswer =
  { status: 'decoded'; frame: DecodedFrame } | { status: 'failed'; reason: DecodeError['reason'] };

const answer = await decodeFrame(nodeCodecs(), workerData as FrameToDecode).then(
  (frame): DecodeAnswer => ({ status: 'decoded', frame }),
  (cause: unknown): DecodeAnswer => ({
    status: 'failed',
    reason: cause instanceof DecodeError ? cause.reason : 'damaged',
  }),
);
const moved = answer.status === 'decoded' ? [answer.frame.samples.buffer as ArrayBuffer] : [];
parentPort?.postMessage(answer, moved);
