import { deflateRawSync } from 'node:zlib';
import { encodeHeads } from '@pacs/shared/packs/heads';
import { format } from '../../codecs/support/formats.ts';

/** A file that travels coded and says that its one frame has this side, 16 bits deep; its codestream is none. */
export function codedWithSide(side: number): Uint8Array {
  const file = {
    sha256: 'x'.repeat(43),
    bytes: side * side * 2,
    literalsAt: 0,
    pieces: [{ payload: 0 }],
    payloads: [{ coding: 'htj2k' as const, ranges: [[0, 10]] as [number, number][], format: 0 }],
  };
  const head = deflateRawSync(
    Buffer.concat(
      encodeHeads({ version: 1, formats: [format({ rows: side, columns: side })], files: [file] }, []),
    ),
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  return new Uint8Array(Buffer.concat([Buffer.from('PACSCF1\n'), length, head, new Uint8Array(10)]));
}
