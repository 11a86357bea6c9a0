import { expect, test } from 'vitest';
import { streamLook } from '../../../web/src/viewer/core/video-stream.ts';

const syntax = (number: string) => `1.2.840.10008.1.2.4.${number}`;
const transportStream = new Uint8Array(376);
transportStream[0] = transportStream[188] = 0x47;
const mp4 = Uint8Array.of(0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d);

test.each([
  ['an MP4', mp4, '102', 'video/mp4; codecs="avc1.640029"', 'mp4', 'H.264 in an MP4 file'],
  ['an MP4 in fragments', mp4, '102.1', 'video/mp4; codecs="avc1.640029"', 'mp4', 'H.264 in an MP4 file'],
  ['HEVC in an MP4', mp4, '107', 'video/mp4; codecs="hvc1.1.6.L153.B0"', 'mp4', 'H.265 in an MP4 file'],
  ['a transport stream', transportStream, '104', 'video/mp2t', 'ts', 'H.264 in a transport stream'],
  [
    'a program stream',
    Uint8Array.of(0, 0, 1, 0xba, 0x44),
    '100',
    'video/mpeg',
    'mpg',
    'MPEG-2 in a program stream',
  ],
  ['bare H.264', Uint8Array.of(0, 0, 0, 1, 0x67), '103', 'video/h264', 'h264', 'H.264 without a container'],
  ['nothing', new Uint8Array(), '100', 'video/mpeg', 'm2v', 'MPEG-2 without a container'],
])('%s is known by its first bytes and its transfer syntax', (_, stream, number, type, extension, name) => {
  expect(streamLook(stream, syntax(number))).toEqual({ type, extension, name });
});
