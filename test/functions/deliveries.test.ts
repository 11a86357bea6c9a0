/** Functions beside each other in every order a seed gives, each of which may end anywhere: the end is always sound. */
import { beforeAll, expect, test } from 'vitest';
import { incompleteWords } from '@pacs/shared/completeness';
import { limits } from '@pacs/shared/limits';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { cancelUpload } from '../../functions/src/core/uploads/cancel-upload.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { slow } from './fakes/slow-codec.ts';
import { owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';
import { canonical, expectSound, studiesOf } from './support/end-state.ts';
import { type FaultPlan, type Process, faults, runTogether, seeded } from './support/processes.ts';
import { runSweep } from './support/run-sweep.ts';

const volume = ctVolume({ slices: 6, size: 16 }).map(({ bytes }) => bytes);
const ct = volume.slice(0, 4);
/** Announced and never sent: one by both uploads, one by the second alone. */
const [lostByBoth, lostByOne] = [volume.slice(4, 5), volume.slice(5)];
const mr = mrSeries({ slices: 1, size: 16 }).map(({ bytes }) => bytes);
const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1);
const hour = 3_600_000;

let halves: Uint8Array[];
let overlapping: Uint8Array[];
beforeAll(async () => {
  halves = await Promise.all([[...ct.slice(0, 2), ...mr], ct.slice(2)].map(zipOf));
  overlapping = await Promise.all([ct.slice(1, 3), ct.slice(2)].map(zipOf));
});

async function driveOn(world: World): Promise<void> {
  for (const laterMs of [hour, limits.orphanMinAgeMs, 2 * limits.orphanMinAgeMs]) {
    world.nowMs += laterMs;
    await runSweep(world.ports);
  }
}

/** One call in twenty goes wrong, at most `max` in all: tries are bounded, and a poison bundle is another test. */
function someFaults(random: () => number, max: number): FaultPlan {
  let left = max;
  return () => {
    if (left === 0 || random() > 1 / 20) return undefined;
    left -= 1;
    return faults[Math.floor(random() * faults.length)];
  };
}

async function uploaded(world: World, files: readonly Uint8Array[], bundles: readonly Uint8Array[]) {
  const { uploadId, names } = await upload(world, files, bundles);
  const ingests = names.map(
    (bundle): Process['run'] =>
      (ports) =>
        ingestBundle(ports, { uploadId, bundle }),
  );
  const finish: Process['run'] = (ports) => finishUpload(ports, owner, { uploadId, abandoned: [] });
  return { uploadId, ingests, finish };
}

const beside = (runs: readonly Process['run'][]): Process[] =>
  runs.map((run, number) => ({ name: String(number), run }));

function freshWorld(): World {
  const world = createWorld();
  signUp(world);
  slow(world);
  return world;
}

/** Two tickets that overlap, each bundle delivered `times` times at once, then whatever broke off again. */
async function twoUploads(times: number, random: () => number, plan?: FaultPlan): Promise<World> {
  const world = freshWorld();
  const one = await uploaded(world, [...ct, ...lostByBoth], halves);
  const two = await uploaded(world, [...ct.slice(1), ...lostByBoth, ...lostByOne], overlapping);
  const deliveries = [...one.ingests, ...two.ingests];
  await runTogether(
    world,
    beside(Array.from({ length: times }, () => [...deliveries, one.finish, two.finish]).flat()),
    random,
    plan,
  );
  // Whoever got no answer asks again, in any order.
  await runTogether(world, beside([...deliveries, one.finish, two.finish]), random);
  await driveOn(world);
  return world;
}

/** Of overlapping uploads the order decides which of them brought a file. */
function whateverTheOrder(world: World): object {
  const { studies, uploads } = JSON.parse(JSON.stringify(canonical(world))) as {
    studies: unknown[];
    uploads: { state: string; bundles: { state: string; counts: Record<string, number> }[] }[];
  };
  const bundles = uploads.flatMap((ticket) => ticket.bundles);
  return {
    studies,
    uploads: uploads.map(({ state }) => state),
    bundles: bundles.map(({ state }) => state),
    ingested: bundles.reduce((sum, { counts }) => sum + (counts['ingested'] ?? 0), 0),
    duplicate: bundles.reduce((sum, { counts }) => sum + (counts['duplicate'] ?? 0), 0),
  };
}

test.each(seeds)(
  'overlapping uploads, every bundle twice at once, end as one after the other (%i)',
  async (seed) => {
    const clean = await twoUploads(1, () => 0);
    await expectSound(clean);
    const world = await twoUploads(2, seeded(seed), someFaults(seeded(-seed), 4));
    await expectSound(world);
    expect(whateverTheOrder(world)).toEqual(whateverTheOrder(clean));
    expect(world.studies.size).toBe(2);
    const chest = studiesOf(world).find(({ ledger }) => ledger.entries.length === 4);
    expect(chest && incompleteWords(chest.study.completeness)).toBe('4 of 6 images');
    expect([...world.uploads.values()].map(({ upload: { announced } }) => announced)).toEqual([
      undefined,
      undefined,
    ]);
  },
);

test.each(seeds)(
  'delete, cancel, link and upload again beside ingest leave nothing across lives (%i)',
  async (seed) => {
    const world = freshWorld();
    const random = seeded(seed);
    const first = await uploaded(world, [...ct, ...mr], halves);
    await runTogether(world, beside(first.ingests.slice(0, 1)), random);
    const chest = studiesOf(world).find(({ ledger }) => ledger.entries.length === 2);
    const studyId = chest?.studyId ?? '';
    const life = chest?.study.incarnation;
    const remove: Process['run'] = (ports) => deleteStudy(ports, owner, studyId);
    const again: Process['run'] = async (ports) => {
      const { uploadId, names } = await upload({ ...world, ports }, ct, overlapping);
      for (const bundle of names) await ingestBundle(ports, { uploadId, bundle });
      await finishUpload(ports, owner, { uploadId, abandoned: [] });
    };
    const link: Process['run'] = (ports) => createLink(ports, owner, { studyId, lifetimeMs: hour });
    const cancel: Process['run'] = (ports) => cancelUpload(ports, owner, { uploadId: first.uploadId });
    await runTogether(
      world,
      beside([...first.ingests, remove, remove, again, link, ...(seed % 2 ? [cancel] : [])]),
      random,
      someFaults(seeded(-seed), 4),
    );
    // Told of no end, the owner deletes again; or the sweep has done it.
    await remove(world.ports).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'not-found') throw error;
    });
    await runTogether(world, beside([...first.ingests, again, again]), random);
    world.nowMs += limits.uploadTicketMs;
    await driveOn(world);
    await expectSound(world);
    const lives = studiesOf(world).filter((now) => now.studyId === studyId);
    expect(lives.map(({ ledger }) => ledger.entries.length)).toEqual([3]);
    expect(lives[0]?.study.incarnation).not.toBe(life);
  },
);
