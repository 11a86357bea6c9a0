import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { wholeFile } from '../../web/src/intake/core/place.ts';
import { createScanner } from '../../web/src/intake/core/scanner.ts';
import { forUpload } from '../../web/src/upload/core/for-upload.ts';
import { hereWork } from '../upload/fakes/here-work.ts';
import { manualClock } from '../upload/fakes/manual-clock.ts';
import { tinyDicom } from '../upload/fakes/tiny-dicom.ts';
import { eventually } from '../support/eventually.ts';

interface Piece {
  at: number;
  bytes: Buffer;
}

/** Zeros but for some pieces, none of it in memory; small ranges alone may be asked for. */
class Sparse extends Blob {
  asked = 0;
  readonly #size: number;
  readonly #pieces: readonly Piece[];

  constructor(size: number, pieces: readonly Piece[]) {
    super();
    this.#size = size;
    this.#pieces = pieces;
  }

  override get size(): number {
    return this.#size;
  }

  override slice(from = 0, to = this.#size): Blob {
    const end = Math.min(to, this.#size);
    if (end - from > 1_000_000) throw new RangeError('a large part of it was asked for');
    const part = Buffer.alloc(end - from);
    for (const { at, bytes } of this.#pieces) {
      const start = Math.max(at, from);
      const stop = Math.min(at + bytes.length, end);
      if (start < stop) bytes.copy(part, start - from, start - at, stop - at);
    }
    this.asked += part.length;
    return new Blob([part]);
  }
}

const name = Buffer.from('a');

/** Stored; version, flags, method, time, date, CRC, sizes and the name's length, alike in both headers. */
function common(header: Buffer, at: number, file: Uint8Array): Buffer {
  header.writeUInt16LE(45, at);
  header.writeUInt32LE(crc32(file), at + 10);
  header.writeUInt32LE(file.length, at + 14);
  header.writeUInt32LE(file.length, at + 18);
  header.writeUInt16LE(name.length, at + 22);
  return header;
}

function localOf(file: Uint8Array): Buffer {
  const header = common(Buffer.alloc(30), 4, file);
  header.writeUInt32LE(0x04034b50, 0);
  return Buffer.concat([header, name, file]);
}

/** Its place in ZIP64's extra field (APPNOTE 4.5.3). */
function recordOf(file: Uint8Array, at: number): Buffer {
  const header = common(Buffer.alloc(46), 6, file);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(12, 30);
  header.writeUInt32LE(0xffff_ffff, 42);
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(at), 4);
  return Buffer.concat([header, name, extra]);
}

/** ZIP64's end record, its locator and the old end record (APPNOTE 4.3.14 to 4.3.16). */
function endOf(entries: number, directoryAt: number, directoryBytes: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(directoryBytes), 40);
  end.writeBigUInt64LE(BigInt(directoryAt), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(directoryAt + directoryBytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt16LE(0xffff, 84);
  end.writeUInt16LE(0xffff, 86);
  end.writeUInt32LE(directoryBytes, 88);
  end.writeUInt32LE(0xffff_ffff, 92);
  return end;
}

it('takes files from a ZIP of nine gigabytes by their ranges', async () => {
  const files = ['1.1', '1.2', '1.3'].map((sop) => tinyDicom({ sop, pixels: 20_000 }));
  const places = [0, 5_000_000_000, 8_999_000_000];
  const records = Buffer.concat(files.map((file, i) => recordOf(file, places[i] ?? 0)));
  const directoryAt = 8_999_500_000;
  const end = endOf(files.length, directoryAt, records.length);
  const archive = new Sparse(directoryAt + records.length + end.length, [
    ...files.map((file, i) => ({ at: places[i] ?? 0, bytes: localOf(file) })),
    { at: directoryAt, bytes: Buffer.concat([records, end]) },
  ]);

  const clock = manualClock();
  const scanner = createScanner([hereWork()], clock, forUpload);
  await scanner.add(
    (async function* () {
      yield [{ label: 'study.zip', nesting: 0, place: wholeFile(archive) }];
    })(),
  );
  await eventually(async () => {
    await clock.advance(100);
    expect(scanner.store.getState().phase).toBe('ready');
  });
  const { aside, patients } = scanner.store.getState();
  expect(aside).toEqual([]);
  const instances = scanner.look(patients[0]?.studies[0]?.key ?? '');
  const digests = await Promise.all(instances.map(({ digest }) => digest));
  expect(digests.map((read) => (read.status === 'ok' ? read.sha256 : read.reason)).sort()).toEqual(
    files.map((file) => createHash('sha256').update(file).digest('base64url')).sort(),
  );
  expect(archive.asked).toBeLessThan(1_000_000);
});
