/** A pack holds one series, so that a link may be to some series alone. */
import { beforeEach, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { objectNames } from '@pacs/shared/paths';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { restrictIndex } from '../../functions/src/core/access/restrict-index.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { onlyStudy, restored, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const seriesOf = (number: number, slices: number) =>
  ctVolume({ slices, size: 32, series: { number, description: `Series ${String(number)}` } }).map(
    ({ bytes }) => bytes,
  );

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

async function ingest(...bundles: Uint8Array[][]) {
  const { uploadId, names } = await upload(
    world,
    bundles.flat(),
    await Promise.all(bundles.map((files) => zipOf(files))),
  );
  for (const bundle of names) await ingestBundle(world.ports, { uploadId, bundle });
  return onlyStudy(world);
}

const mixed = (first: Uint8Array[], second: Uint8Array[]) =>
  first.flatMap((file, i) => [file, second[i] ?? file]);

test('files of two series by turns lie in packs of their own, and every file comes back', async () => {
  const [one, two] = [seriesOf(1, 3), seriesOf(2, 3)];
  const { index, ledger } = await ingest(mixed(one, two));
  expect(index.packs).toHaveLength(2);
  const seriesOfId = new Map(index.instances.map(({ id, series }) => [id, series]));
  for (const { id, pack } of ledger.entries) expect(index.packs[pack]?.series).toBe(seriesOfId.get(id));
  for (const { series, frames } of index.instances)
    for (const { pack } of frames) expect(index.packs[pack]?.series).toBe(series);
  expect([...(await restored(world)).keys()].sort()).toEqual([...one, ...two].map(sha256).sort());
});

test('of very many series in one bundle those past the limit share a pack that names none', async () => {
  const count = limits.seriesPacksPerBundle + 3;
  const { index } = await ingest(Array.from({ length: count }, (_, i) => seriesOf(i + 1, 1)).flat());
  expect(index.packs).toHaveLength(limits.seriesPacksPerBundle + 1);
  expect(index.packs.filter(({ series }) => series === undefined)).toHaveLength(1);
  const all = new Set(index.instances.map(({ series }) => series));
  const { index: shown } = restrictIndex(index, all);
  expect(shown.instances).toHaveLength(limits.seriesPacksPerBundle);
});

test('an index restricted to a series leads to its own bytes and says nothing of another', async () => {
  const { index, study, studyId } = await ingest(
    mixed(seriesOf(1, 3), seriesOf(2, 4)),
    seriesOf(2, 9).slice(4),
  );
  const chosen = index.instances.find(({ instanceNumber }) => instanceNumber === 9)?.series ?? '';
  const hidden = new Set(index.instances.map(({ series }) => series).filter((series) => series !== chosen));
  expect(hidden.size).toBe(1);
  const { index: shown, packs } = restrictIndex(index, new Set([chosen]));
  expect(shown.packs).toHaveLength(2);
  expect(packs.map((pack) => index.packs[pack ?? -1]?.name)).toEqual(shown.packs.map(({ name }) => name));

  const told = JSON.stringify(shown);
  const others = index.packs.filter(({ series }) => series !== chosen).map(({ name }) => name);
  for (const word of [...hidden, ...others]) expect(told).not.toContain(word);
  for (const { id, series } of index.instances) if (series !== chosen) expect(told).not.toContain(id);

  const bytesOf = (
    { packs: all }: typeof index,
    { pack, restAt, restBytes }: (typeof index)['instances'][0]['frames'][0],
  ) => {
    const name = objectNames.frames(studyId, study.incarnation, all[pack]?.name ?? '');
    return world.packObjects.get(name)?.bytes.subarray(restAt, restAt + restBytes);
  };
  const whole = new Map(index.instances.map((row) => [row.id, row]));
  expect(shown.instances).toHaveLength(8);
  for (const row of shown.instances) {
    const [before, now] = [whole.get(row.id)?.frames[0], row.frames[0]];
    if (!before || !now) throw new Error('no frame');
    expect(bytesOf(shown, now)).toEqual(bytesOf(index, before));
    expect(shown.displays[row.display ?? -1]).toEqual(index.displays[whole.get(row.id)?.display ?? -1]);
    expect(shown.formats[row.format ?? -1]).toEqual(index.formats[whole.get(row.id)?.format ?? -1]);
  }
  const shownBy = shown.stacks.flatMap(({ frames }) =>
    frames.map(([instance]) => shown.instances[instance]?.id),
  );
  const order = index.stacks
    .filter(({ series }) => series === chosen)
    .flatMap(({ frames }) => frames.map(([instance]) => index.instances[instance]?.id));
  expect(shownBy).toEqual(order);
});

test('numbers of packs stay while the study grows, by the chosen series and by others', async () => {
  const before = await ingest(seriesOf(1, 2), seriesOf(2, 2));
  const chosen = new Set([before.index.instances[0]?.series ?? '']);
  const first = restrictIndex(before.index, chosen).index.packs;
  const after = await ingest(seriesOf(3, 2), seriesOf(1, 4).slice(2));
  expect(restrictIndex(after.index, chosen).index.packs.slice(0, first.length)).toEqual(first);
});
