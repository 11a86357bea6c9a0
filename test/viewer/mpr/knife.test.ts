import { expect, it, vi } from 'vitest';
import { bandsOf } from '../../../web/src/viewer/mpr/core/bands.ts';
import { planeThrough, type Plane } from '../../../web/src/viewer/mpr/core/plane.ts';
import { reslice, type Slab, type Volume } from '../../../web/src/viewer/mpr/core/reslice.ts';
import { createKnife, type PlaneCut } from '../../../web/src/viewer/mpr/knife.ts';

const size = [96, 80, 70] as const;
const volume: Volume = {
  geometry: {
    size,
    origin: [-40, -30, 5],
    // Slightly turned: every band begins between voxels.
    steps: [
      [0.9, 0.05, 0],
      [-0.04, 0.8, 0.02],
      [0, 0.03, 1.1],
    ],
    order: Array.from({ length: size[2] }, (_, at) => at),
  },
  samples: Int16Array.from({ length: size[0] * size[1] * size[2] }, (_, at) => (at * 7919) % 3001),
  hasHoles: false,
};
const slab: Slab = { mode: 'mip', thicknessMm: 50, stepMm: 0.5 };
const coronal = planeThrough(volume.geometry, 'coronal', [0, 0, 40]);

it('is the same plane, cut at once or in bands', () => {
  const bands = bandsOf(coronal, slab);
  expect(bands.length).toBeGreaterThan(1);
  const joined = bands.flatMap((band) => [...reslice(volume, band, slab)]);
  expect(joined).toEqual([...reslice(volume, coronal, slab)]);
});

it('is not divided where it is quickly cut', () => {
  expect(bandsOf(coronal, { ...slab, thicknessMm: 0 })).toEqual([coronal]);
});

const noFailure = () => {
  throw new Error('it can be cut');
};

/** A worker that cuts when it is told to. */
function slowWorker() {
  const asked: { plane: Plane; answer: () => void; fail: () => void }[] = [];
  return {
    asked,
    cut: (plane: Plane, of: Slab) =>
      new Promise<Int16Array | Float32Array>((resolve, reject) => {
        const answer = () => {
          resolve(reslice(volume, plane, of));
        };
        const fail = () => {
          reject(new RangeError('Array buffer allocation failed'));
        };
        asked.push({ plane, answer, fail });
      }),
  };
}

const axialAt = (depth: number) => planeThrough(volume.geometry, 'axial', [0, 0, depth]);

it('cuts a fine slab band by band and hands over the whole of it', async () => {
  const worker = slowWorker();
  const cuts: PlaneCut[] = [];
  createKnife(worker, { cut: (cut) => cuts.push(cut), failed: noFailure }).cut({
    plane: coronal,
    slab,
    isFine: true,
  });
  for (let band = 0; band < bandsOf(coronal, slab).length; band++) {
    await vi.waitUntil(() => worker.asked.length > band);
    worker.asked[band]?.answer();
  }
  await vi.waitUntil(() => cuts.length === 1);
  expect(cuts[0]?.plane).toBe(coronal);
  expect(cuts[0]?.samples).toEqual(reslice(volume, coronal, slab));
});

it('leaves a fine slab for what is wished next', async () => {
  const worker = slowWorker();
  const cuts: PlaneCut[] = [];
  const knife = createKnife(worker, { cut: (cut) => cuts.push(cut), failed: noFailure });
  knife.cut({ plane: coronal, slab, isFine: true });
  const next = axialAt(30);
  knife.cut({ plane: next, slab, isFine: false });
  worker.asked[0]?.answer();
  await vi.waitUntil(() => worker.asked.length === 2);
  expect(worker.asked[1]?.plane).toBe(next);
  worker.asked[1]?.answer();
  await vi.waitUntil(() => cuts.length > 0);
  expect(cuts.map(({ plane }) => plane)).toEqual([next]);
});

it('draws what moves however often it moves on: of what was wished meanwhile only the last is cut', async () => {
  const worker = slowWorker();
  const cuts: PlaneCut[] = [];
  const knife = createKnife(worker, { cut: (cut) => cuts.push(cut), failed: noFailure });
  const planes = [20, 25, 30].map(axialAt);
  for (const plane of planes) knife.cut({ plane, slab, isFine: false });
  worker.asked[0]?.answer();
  await vi.waitUntil(() => worker.asked.length === 2);
  worker.asked[1]?.answer();
  await vi.waitUntil(() => cuts.length === 2);
  expect(cuts.map(({ plane }) => plane)).toEqual([planes[0], planes[2]]);
});

it('hands over nothing once it is put away', async () => {
  const worker = slowWorker();
  const cut = vi.fn();
  const knife = createKnife(worker, { cut, failed: cut });
  knife.cut({ plane: axialAt(20), slab, isFine: false });
  knife.close();
  const [asked] = worker.asked;
  asked?.answer();
  await new Promise((resolve) => setImmediate(resolve));
  expect(cut).not.toHaveBeenCalled();
});

it('says so where a plane cannot be cut, and cuts the next', async () => {
  const worker = slowWorker();
  const told: (Plane | 'failed')[] = [];
  const knife = createKnife(worker, {
    cut: ({ plane }) => told.push(plane),
    failed: () => told.push('failed'),
  });
  const [first, second, third] = [axialAt(20), axialAt(25), axialAt(30)];
  knife.cut({ plane: first, slab, isFine: true });
  worker.asked[0]?.fail();
  await vi.waitUntil(() => told.length === 1);
  knife.cut({ plane: second, slab, isFine: false });
  knife.cut({ plane: third, slab, isFine: false });
  // Nobody waits for the second any more.
  worker.asked[1]?.fail();
  await vi.waitUntil(() => worker.asked.length === 3);
  worker.asked[2]?.answer();
  await vi.waitUntil(() => told.length === 2);
  expect(told).toEqual(['failed', third]);
});
