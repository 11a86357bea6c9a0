import { describe, expect, it } from 'vitest';
import type { StudyIndex } from '@pacs/shared/manifest';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { radiograph } from '../../../tools/seed/synthetic/radiograph.ts';
import { ultrasoundCine } from '../../../tools/seed/synthetic/ultrasound-cine.ts';
import type { FrameNews } from '../../../web/src/viewer/core/frame-source.ts';
import { describeFile } from '../../../web/src/viewer/local/describe-file.ts';
import { createFrameReader } from '../../../web/src/viewer/local/frame-reader.ts';
import { localIndex, type LocalFile } from '../../../web/src/viewer/local/local-index.ts';
import { createLocalSource } from '../../../web/src/viewer/local/local-source.ts';
import { element, imageElements, syntax, writeDicom } from '../../support/synthetic-dicom/files.ts';
import { packStudy } from '../harness/pack-study.ts';

const blobOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

async function described(files: readonly Uint8Array[]): Promise<LocalFile[]> {
  const all = await Promise.all(
    files.map(async (bytes) => {
      const place = { data: blobOf(bytes), packing: 'stored' as const, bytes: bytes.length };
      const header = await describeFile(place);
      return header && { ...place, header };
    }),
  );
  return all.filter((file) => file !== undefined);
}

/** What a viewer sees of the stacks, without the ids that differ. */
const seen = ({ stacks, instances, formats }: StudyIndex) =>
  stacks.map(({ id: _, series: __, frames, ...stack }) => ({
    ...stack,
    frames: frames.map(([instance, frame]) => {
      const one = instances[instance];
      return [one?.instanceNumber, frame, one?.position, formats[one?.format ?? -1]?.rows];
    }),
  }));

const bytesOf = (files: readonly { bytes: Uint8Array }[]) => files.map(({ bytes }) => bytes);

describe('the index of files on this computer', () => {
  it.each([
    ['a CT volume', bytesOf(ctVolume({ slices: 12 })).reverse()],
    ['a cine', bytesOf(ultrasoundCine())],
    ['radiographs', bytesOf(radiograph())],
  ])('has the stacks that ingest makes: %s', async (_, files) => {
    const { study } = localIndex(await described(files));
    const { index } = await packStudy('study', files);
    expect(seen(study.index)).toEqual(seen(index));
    expect(study.index.formats).toEqual(index.formats);
  });

  it('counts the same file once', async () => {
    const files = bytesOf(ctVolume({ slices: 2 }));
    const { study } = localIndex(await described([...files, ...files]));
    expect(study.index.instances).toHaveLength(2);
    expect(study.opened.completeness).toMatchObject({ offered: 2, stored: 2 });
  });

  it.each([
    ['deflated', 16, 1, syntax.deflated, 'unsupported-syntax'],
    ['in bits', 1, 700, syntax.explicit, 'unsupported-syntax'],
    ['as they are', 16, 1, syntax.explicit, undefined],
  ])('says of frames %s whether they are too large to be shown', async (_, bits, frames, uid, unshowable) => {
    const side = frames === 1 ? 9200 : 1023;
    const bytes = new Uint8Array((side * side * frames * bits) / 8);
    const file = writeDicom(
      imageElements([
        element(0x00280008, 'IS', frames),
        element(0x00280010, 'US', side),
        element(0x00280011, 'US', side),
        element(0x00280100, 'US', bits),
        element(0x00280101, 'US', bits),
        element(0x00280102, 'US', bits - 1),
        element(0x7fe00010, bits === 1 ? 'OB' : 'OW', bytes),
      ]),
      { transferSyntaxUID: uid },
    );
    const { study } = localIndex(await described([file]));
    expect(study.index.instances.map((one) => one.unshowable)).toEqual([unshowable]);
  });

  it('says when files name different patients', async () => {
    const [a, b] = [ctVolume({ slices: 1 }), radiograph()].flatMap(bytesOf);
    const { study } = localIndex(await described([a ?? new Uint8Array(), b ?? new Uint8Array()]));
    expect(study.opened.identityConflict).toBe(true);
    expect(study.opened.otherIdentities).toHaveLength(1);
  });
});

describe('frames of files on this computer', () => {
  const read = async (files: readonly Uint8Array[]) => {
    const local = localIndex(await described(files));
    const source = createLocalSource(local, [{ frame: createFrameReader() }]);
    const addresses = local.study.index.stacks.flatMap(({ frames }) => frames);
    const news: FrameNews[] = [];
    await new Promise<void>((resolve) => {
      source.subscribe((one) => {
        news.push(one);
        if (news.length === addresses.length) resolve();
      });
      source.wish(addresses.map((address) => ({ address, part: 'full' as const })));
    });
    return news;
  };
  const small = (transferSyntaxUID: string) => writeDicom(imageElements(), { transferSyntaxUID });
  const expected = new Uint8Array(Uint16Array.from({ length: 24 }, (_, index) => index).buffer);

  it.each([
    ['as they lie', syntax.explicit],
    ['out of a deflated data set', syntax.deflated],
  ])('come %s', async (_, transferSyntaxUID) => {
    const [news] = await read([small(transferSyntaxUID)]);
    expect(news).toMatchObject({ kind: 'full', address: [0, 0] });
    expect(news?.kind === 'full' && [...news.bytes]).toEqual([...expected]);
  });

  it('come out of fragments, all of a cine', async () => {
    const news = await read(bytesOf(ultrasoundCine()));
    expect(news.length).toBeGreaterThan(1);
    expect(news.every(({ kind }) => kind === 'full')).toBe(true);
  });

  it('fail alone where a file ends before its pixels', async () => {
    const [good = new Uint8Array(), other = new Uint8Array()] = bytesOf(ctVolume({ slices: 2 }));
    const local = localIndex(await described([good, other]));
    const [image] = local.images;
    if (image !== undefined) image.data = image.data.slice(0, 200);
    const source = createLocalSource(local, [{ frame: createFrameReader() }]);
    const kinds = await new Promise<string[]>((resolve) => {
      const heard: string[] = [];
      source.subscribe(({ kind, address }) => {
        heard.push(`${String(address[0])} ${kind}`);
        if (heard.length === 2) resolve(heard.sort());
      });
      source.wish([0, 1].map((instance) => ({ address: [instance, 0], part: 'full' })));
    });
    expect(kinds).toEqual(['0 failed', '1 full']);
  });
});
