/** Archives that mutants are made of: several writers, with and without data descriptors and ZIP64, nested. */
import { BlobWriter, Uint8ArrayReader, ZipWriter, configure } from '@zip.js/zip.js';
import JSZip from 'jszip';
import { rawZip } from '../../functions/support/raw-zip.ts';
import { imageFile } from '../../support/synthetic-dicom/files.ts';

configure({ useWebWorkers: false });

const nestedSeed = (archive: Uint8Array, file: Uint8Array): Uint8Array<ArrayBuffer> =>
  rawZip([
    { name: 'inner.zip', data: archive },
    { name: 'x', data: file },
  ]);

/** The last holds an archive: the browser lists that as a file and opens it next. */
export async function archiveSeeds(): Promise<Uint8Array<ArrayBuffer>[]> {
  const file = imageFile();
  const zipped = async (options: object, count = 3): Promise<Uint8Array<ArrayBuffer>> => {
    const writer = new ZipWriter(new BlobWriter(), options);
    for (let ordinal = 0; ordinal < count; ordinal += 1)
      await writer.add(`series/${String(ordinal)}.dcm`, new Uint8ArrayReader(file), options);
    return new Uint8Array(await (await writer.close()).arrayBuffer());
  };
  const jszip = new JSZip();
  jszip.file('a.dcm', file).file('folder/b.dcm', file, { compression: 'STORE' }).file('empty', '');
  const streamed = { type: 'uint8array', compression: 'DEFLATE', streamFiles: true } as const;
  const plain = await zipped({});
  return [
    plain,
    await zipped({ zip64: true }),
    await zipped({ dataDescriptor: true, dataDescriptorSignature: true }),
    await zipped({ level: 0 }),
    await zipped({ password: 'secret', zipCrypto: true }, 1),
    new Uint8Array(await jszip.generateAsync(streamed)),
    rawZip([
      { name: '__MACOSX/._x', data: file },
      { name: 'link', data: file, unixMode: 0o120777 },
    ]),
    rawZip([]),
    nestedSeed(plain, file),
  ];
}
