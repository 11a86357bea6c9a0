/** One bundle with files of several studies: what happens to one of them is no matter of the others. */
import { beforeEach, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { finishDeleting } from '../../functions/src/core/studies/delete-study.ts';
import { element, imageFile } from '../support/synthetic-dicom/files.ts';
import { signUp, storedZipOf, upload } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

const file = (study: number, number: number) =>
  imageFile([
    element(0x00080018, 'UI', `1.2.3.${String(study)}.${String(number)}`),
    element(0x0020000d, 'UI', `1.2.5.${String(study)}`),
  ]);
const instances = () => [...world.studies.values()].map(({ study }) => study.counts.instances).sort();

test.each([
  ['first', [file(2, 2), file(1, 1), file(1, 2)]],
  ['between others', [file(1, 1), file(2, 2), file(1, 2)]],
])('files beside those of a study that is being deleted come in when that is done: %s', async (_, files) => {
  const before = await upload(world, [file(2, 1)], [await storedZipOf([file(2, 1)])]);
  await ingestBundle(world.ports, { uploadId: before.uploadId, bundle: before.names[0] ?? '' });
  const [[studyId, stored] = ['']] = [...world.studies];
  if (!stored) throw new Error('no study');
  world.studies.set(studyId, { ...stored, study: { ...stored.study, state: 'deleting' } });
  const { uploadId, names } = await upload(world, [file(1, 1)], [await storedZipOf(files)]);
  const bundle = { uploadId, bundle: names[0] ?? '' };
  await expect(ingestBundle(world.ports, bundle)).rejects.toThrow();
  expect(world.bundleObjects.size).toBe(1);
  await finishDeleting(world.ports, studyId);
  expect(await ingestBundle(world.ports, bundle)).toBe('ingested');
  expect(instances()).toEqual([1, 2]);
  expect(world.bundleObjects.size).toBe(0);
});

test('pictures that take long are drawn for so long, however many studies ask for one', async () => {
  let drawn = 0;
  world.ports.thumbnailer = {
    render: async () => {
      drawn += 1;
      world.nowMs += 10_000;
      return undefined;
    },
  };
  const files = Array.from({ length: 12 }, (_, study) => file(study + 1, 1));
  const { uploadId, names } = await upload(world, [file(1, 1)], [await storedZipOf(files)]);
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('ingested');
  expect(instances()).toHaveLength(12);
  expect(drawn).toBe(Math.ceil(limits.thumbnailsMaxMs / 10_000));
});

test('a run that waits for ever ends by a throw that is counted as one', async () => {
  const { uploadId, names } = await upload(world, [file(1, 1)], [await storedZipOf([file(1, 1)])]);
  world.ports.withinRun = () => Promise.reject(new Error('late'));
  await expect(ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).rejects.toThrow('late');
  expect([...world.bundleObjects.values()]).toMatchObject([{ thrown: 1 }]);
});
