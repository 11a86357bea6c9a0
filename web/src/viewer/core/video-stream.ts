/** Videos (PS3.5 A.4.5–A.4.9): one stream each, bare or in a container, and what a browser is asked about it. */
import type { IndexDocument } from '@pacs/shared/manifest';
import type { FrameFailure } from './frame-source.ts';

export class VideoFailure extends Error {
  override readonly name = 'VideoFailure';
  readonly reason: FrameFailure;
  constructor(reason: FrameFailure, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** The whole stream, compared with what was stored. Throws VideoFailure. */
export type ReadVideo = (
  document: IndexDocument,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
) => Promise<Uint8Array<ArrayBuffer>>;

export interface StreamLook {
  /** For <video> and canPlayType, with the codec where the container has a name for it. */
  type: string;
  extension: string;
  /** In words: 'H.264 in an MP4 file'. */
  name: string;
}

interface Codec {
  name: string;
  /** RFC 6381; the syntax's highest level. undefined: no MP4 carries it. */
  inMp4: string | undefined;
  extension: string;
  bareType: string;
}

const mpeg2: Codec = { name: 'MPEG-2', inMp4: undefined, extension: 'm2v', bareType: 'video/mpeg' };
const h264 = (inMp4: string): Codec => ({
  name: 'H.264',
  inMp4,
  extension: 'h264',
  bareType: 'video/h264',
});
const hevc = (inMp4: string): Codec => ({
  name: 'H.265',
  inMp4,
  extension: 'h265',
  bareType: 'video/h265',
});

const codecs: Readonly<Record<string, Codec>> = {
  100: mpeg2,
  101: mpeg2,
  102: h264('avc1.640029'),
  103: h264('avc1.640029'),
  104: h264('avc1.64002A'),
  105: h264('avc1.64002A'),
  106: h264('avc1.80002A'),
  107: hevc('hvc1.1.6.L153.B0'),
  108: hevc('hvc1.2.4.L153.B0'),
};

/** Fragmentable variants (`….102.1`) hold the same codec. */
const codecOf = (transferSyntaxUID: string): Codec | undefined =>
  codecs[/^1\.2\.840\.10008\.1\.2\.4\.(\d+)/.exec(transferSyntaxUID)?.[1] ?? ''];

const isAt = (stream: Uint8Array, at: number, bytes: readonly number[]) =>
  bytes.every((byte, i) => stream[at + i] === byte);

const tsPacket = 188;
const ftyp = [0x66, 0x74, 0x79, 0x70];

/** By its first bytes: the transfer syntax tells the codec, not the container. */
export function streamLook(stream: Uint8Array, transferSyntaxUID: string): StreamLook {
  const codec = codecOf(transferSyntaxUID);
  const name = codec?.name ?? 'Video';
  if (isAt(stream, 4, ftyp)) {
    const type = codec?.inMp4 === undefined ? 'video/mp4' : `video/mp4; codecs="${codec.inMp4}"`;
    return { type, extension: 'mp4', name: `${name} in an MP4 file` };
  }
  if (stream[0] === 0x47 && stream[tsPacket] === 0x47)
    return { type: 'video/mp2t', extension: 'ts', name: `${name} in a transport stream` };
  if (isAt(stream, 0, [0, 0, 1, 0xba]))
    return { type: 'video/mpeg', extension: 'mpg', name: `${name} in a program stream` };
  return {
    type: codec?.bareType ?? 'application/octet-stream',
    extension: codec?.extension ?? 'bin',
    name: `${name} without a container`,
  };
}
