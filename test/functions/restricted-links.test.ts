/** Links to some series alone: nothing of another series leaves, whichever door is asked. */
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { StudyIndex } from '@pacs/shared/manifest';
import { encodeOpened } from '@pacs/shared/opened';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { openLinkedDocument } from '../../functions/src/core/access/open-document.ts';
import { gzipJson } from '../../functions/src/core/gzip-json.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink, renewLink } from '../../functions/src/core/links/open-link.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const from = { ...visitor, fullAddress: '203.0.113.7' };
const lifetimeMs = 3_600_000;
const files = [1, 2].flatMap((number) =>
  ctVolume({ slices: 3, size: 32, series: { number, description: `Marked series ${String(number)}` } }).map(
    ({ bytes }) => bytes,
  ),
);

let world: World;
let studyId: string;
let chosen: string;
let other: string;
beforeEach(async () => {
  world = createWorld();
  signUp(world);
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  const { study, studyId: id } = onlyStudy(world);
  studyId = id;
  const seriesOf = (number: number) => study.series.find((series) => series.number === number)?.id ?? '';
  // The study itself opens with the first one.
  [chosen, other] = [seriesOf(2), seriesOf(1)];
});

/** Everything of the other series that could tell of it. */
function wordsOfOther(): string[] {
  const { index } = onlyStudy(world);
  const ids = index.instances.filter(({ series }) => series === other).map(({ id }) => id);
  const packs = index.packs.filter(({ series }) => series === other).map(({ name }) => name);
  expect([ids.length, packs.length]).toEqual([3, 1]);
  return [...ids, ...packs, other, 'Marked series 1'];
}

async function opened() {
  const { token } = await createLink(world.ports, owner, { studyId, lifetimeMs, series: [chosen] });
  const parts = await openLink(world.ports, { token }, from);
  return { ...parts, link: parts.opened.link ?? { linkId: '', session: '' } };
}

test('the answer names the chosen series and holds nothing of another, in any of its bytes', async () => {
  const { opened: answer, index, lead } = await opened();
  const body = Buffer.from(encodeOpened(answer, index, lead)).toString('latin1');
  const told = `${body}\n${gunzipSync(index).toString()}`;
  expect(told).toContain('Marked series 2');
  for (const word of wordsOfOther()) expect(told).not.toContain(word);
  const shown = StudyIndex.parse(JSON.parse(gunzipSync(index).toString()));
  expect([shown.instances.length, shown.stacks.length, shown.packs.length]).toEqual([3, 1, 1]);
  const frames = shown.instances.flatMap((row) => row.frames);
  const numbers = frames.flatMap(({ pack, thumbnail }) => [pack, ...(thumbnail ? [thumbnail.pack] : [])]);
  expect(numbers.length).toBeGreaterThan(frames.length);
  expect(new Set(numbers)).toEqual(new Set([0]));
  expect(answer.completeness).toMatchObject({ offered: 3, stored: 3 });
  expect(lead).toHaveLength(0);
  expect(answer.first).toBeUndefined();
});

test('no URL leads to another series, however many packs are asked for', async () => {
  const { opened: answer, link } = await opened();
  const packs = Array.from({ length: 64 }, (_, pack) => pack);
  const { frames } = await renewLink(world.ports, { ...link, packs });
  expect(Object.keys(frames)).toEqual(['0']);
  expect(Object.keys(answer.urls.frames)).toEqual(['0']);
  const { index } = onlyStudy(world);
  const name = index.packs.find(({ series }) => series === chosen)?.name ?? '';
  for (const url of [...Object.values(frames), ...Object.values(answer.urls.frames)])
    expect(url).toContain(`/${name}.frames`);
});

test('no file of another series is opened as a document', async () => {
  const { link } = await opened();
  const hidden = onlyStudy(world).index.instances.find(({ series }) => series === other)?.id ?? '';
  const asked = openLinkedDocument(world.ports, { ...link, document: hidden }, visitor);
  await expect(asked).rejects.toMatchObject({ code: 'not-found' });
});

test('a series that there is not, and one whose packs hold others too, are refused', async () => {
  const make = (series: string[]) => createLink(world.ports, owner, { studyId, lifetimeMs, series });
  await expect(make([chosen, 'made-up'])).rejects.toMatchObject({ code: 'not-found' });
  const { manifest, index, study } = onlyStudy(world);
  const packs = index.packs.map(({ series: _series, ...pack }) => pack);
  world.manifests.set(`${studyId}/${String(study.rev)}`, {
    ...manifest,
    index: gzipJson({ ...index, packs }),
  });
  await expect(make([chosen])).rejects.toMatchObject({ code: 'series-inseparable' });
  expect(world.links.size).toBe(0);
});

test('a link to all of the study still shows all of it', async () => {
  const { token } = await createLink(world.ports, owner, { studyId, lifetimeMs });
  const { index } = await openLink(world.ports, { token }, from);
  expect(index).toEqual(onlyStudy(world).manifest.index);
});
