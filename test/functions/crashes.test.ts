/** Functions that end at any call, events that come again: the end is that of one clean run. */
import { beforeAll, describe, expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { transcodePack } from '../../functions/src/core/transcode/transcode-pack.ts';
import { cancelUpload } from '../../functions/src/core/uploads/cancel-upload.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { slow } from './fakes/slow-codec.ts';
import { owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { copyState } from './fakes/world-state.ts';
import { type World, type WorldPorts, createWorld } from './fakes/world.ts';
import { canonical, expectSound, studiesOf } from './support/end-state.ts';
import { type Fault, callsOf, faults, runWithFault } from './support/processes.ts';
import { runSweep } from './support/run-sweep.ts';

const ct = ctVolume({ slices: 4, size: 16 }).map(({ bytes }) => bytes);
const mr = mrSeries({ slices: 1, size: 16 }).map(({ bytes }) => bytes);
const cut = ct[0]?.slice(0, 200) ?? '';

/** A study of two bundles, of which the first is in; the second holds a slice of another study and a cut file as well. */
let bundles: Uint8Array[];
beforeAll(async () => {
  bundles = await Promise.all([ct.slice(0, 2), [...ct.slice(2), ...mr, cut]].map(zipOf));
});

interface Prepared {
  world: World;
  uploadId: string;
  names: string[];
  studyId: string;
}

async function prepare(): Promise<Prepared> {
  const world = createWorld();
  slow(world);
  signUp(world);
  const { uploadId, names } = await upload(world, ct, bundles);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  const [first] = studiesOf(world);
  return { world, uploadId, names, studyId: first?.studyId ?? '' };
}

/** Hours and days go by, and the sweep comes round. */
async function driveOn({ world }: Prepared): Promise<void> {
  for (const laterMs of [3_600_000, limits.orphanMinAgeMs, 2 * limits.orphanMinAgeMs]) {
    world.nowMs += laterMs;
    await runSweep(world.ports);
  }
}

const second = ({ uploadId, names }: Prepared) => ({ uploadId, bundle: names[1] ?? '' });
const finish = (at: Prepared, ports = at.world.ports) =>
  finishUpload(ports, owner, { uploadId: at.uploadId, abandoned: [] });

const works = {
  'ingest of a bundle': {
    run: (at: Prepared, ports: WorldPorts) => ingestBundle(ports, second(at)),
    after: (at: Prepared) => finish(at),
  },
  'ingest of the last bundle of a finished upload': {
    before: (at: Prepared) => finish(at),
    run: (at: Prepared, ports: WorldPorts) => ingestBundle(ports, second(at)),
  },
  'transcoding what ingest had no time for': {
    before: async (at: Prepared) => {
      await ingestBundle(at.world.ports, second(at));
      await finish(at);
    },
    run: (at: Prepared, ports: WorldPorts) => {
      const [task] = at.world.tasks;
      if (!task) throw new Error('nothing was left to transcode');
      return transcodePack(ports, task);
    },
  },
  'finishing an upload': {
    before: (at: Prepared) => ingestBundle(at.world.ports, second(at)),
    run: (at: Prepared, ports: WorldPorts) => finish(at, ports),
    isCalledAgain: true,
  },
  'cancelling an upload': {
    run: (at: Prepared, ports: WorldPorts) => cancelUpload(ports, owner, { uploadId: at.uploadId }),
    isCalledAgain: true,
  },
  'deleting a study': {
    run: (at: Prepared, ports: WorldPorts) => deleteStudy(ports, owner, at.studyId),
    isCalledAgain: true,
  },
  'the sweep': {
    before: async (at: Prepared) => {
      await finish(at);
      at.world.packObjects.set(`${at.studyId}/gone/orphan.frames`, {
        bytes: new Uint8Array(1),
        createdAtMs: 0,
      });
      at.world.nowMs += 3_600_000;
    },
    run: (_at: Prepared, ports: WorldPorts) => runSweep(ports),
  },
} satisfies Record<
  string,
  {
    before?: (at: Prepared) => Promise<unknown>;
    run: (at: Prepared, ports: WorldPorts) => Promise<unknown>;
    after?: (at: Prepared) => Promise<unknown>;
    /** By the client, which got no answer. */
    isCalledAgain?: boolean;
  }
>;

/** Calls that leave the world as it was. */
const changesNothing =
  /\.(get|head|manifest|manifestHead|read|list|exists|deleting|toTranscode|ofStudy|expired|cancelled|closedBefore)$/;

/**
 * Whoever ends before a call ends as after the one before it. Of a call that changes nothing a repetition is no event,
 * and a lost answer one that was refused.
 */
const isLikeAnother = (fault: Fault, call: string): boolean =>
  fault === 'die-before' || (fault !== 'fail-before' && changesNothing.test(call));

describe.each(Object.entries(works))('%s', (_name, work) => {
  /** What every run begins with, made once. */
  let begun: Prepared;
  const prepareFor = (): Prepared => {
    const world = createWorld(copyState(begun.world));
    slow(world);
    return { ...begun, world };
  };
  const conclude = async (at: Prepared) => {
    if ('after' in work) await work.after(at);
    await driveOn(at);
  };

  let calls: string[];
  let expected: object;
  beforeAll(async () => {
    begun = await prepare();
    if ('before' in work) await work.before(begun);
    const clean = prepareFor();
    calls = await callsOf(clean.world, (ports) => work.run(clean, ports));
    await conclude(clean);
    await expectSound(clean.world);
    expected = canonical(clean.world);
  });

  /** False where the fault did not interrupt the run. */
  const endsAsClean = async (fault: Fault, number: number, isDeliveredAgain: boolean): Promise<boolean> => {
    const at = prepareFor();
    const ending = await runWithFault(at.world, (ports) => work.run(at, ports), number, fault);
    const broke = ending.how !== 'resolved';
    if (broke && isDeliveredAgain)
      await work.run(at, at.world.ports).catch((error: unknown) => {
        if ((error as { code?: unknown }).code !== 'not-found') throw error;
      });
    await conclude(at);
    const where = `${fault} at ${String(number)} ${calls[number] ?? ''}, ${isDeliveredAgain ? 'again' : 'sweep alone'}`;
    await expectSound(at.world).catch((cause: unknown) => {
      throw new Error(where, { cause });
    });
    expect(canonical(at.world), where).toEqual(expected);
    return broke;
  };

  test.each(faults)('that meets %s at any one call ends as one clean run', async (fault) => {
    for (const [number, call] of calls.entries()) {
      if (number > 0 && isLikeAnother(fault, call)) continue;
      const broke = await endsAsClean(fault, number, true);
      // A caller asks again where it was told of no end; where even the first call got lost, nothing was asked.
      if (broke && !('isCalledAgain' in work)) await endsAsClean(fault, number, false);
    }
  });
});
