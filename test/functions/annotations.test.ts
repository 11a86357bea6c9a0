import { Annotation, type AnnotationKind, annotationPoints } from '@pacs/shared/annotations';
import { callables } from '@pacs/shared/callables';
import { limits } from '@pacs/shared/limits';
import { beforeEach, describe, expect, test } from 'vitest';
import { openLink } from '../../functions/src/core/links/open-link.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openStudy } from '../../functions/src/core/access/open-study.ts';
import { saveAnnotations } from '../../functions/src/core/annotations/save-annotations.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type MemoryAnnotations, memoryAnnotations } from './fakes/memory-annotations.ts';
import { type World, createWorld } from './fakes/world.ts';

const ct = ctVolume({ slices: 2, size: 64 }).map(({ bytes }) => bytes);

const annotation = (id: string, over: Partial<Annotation> = {}): Annotation => ({
  id: id.padEnd(16, '0'),
  kind: 'length',
  instance: 'instance',
  frame: 1,
  points: [
    { x: 1, y: 2 },
    { x: 3.5, y: 4.25 },
  ],
  createdAtMs: 1,
  ...over,
});

let world: World;
let annotations: MemoryAnnotations;
let studyId: string;
let series: string;
let incarnation: string;
beforeEach(async () => {
  world = createWorld();
  annotations = memoryAnnotations(world);
  signUp(world);
  const { uploadId, names } = await upload(world, ct, [await zipOf(ct)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  const only = onlyStudy(world);
  ({ studyId } = only);
  const study = world.studies.get(studyId)?.study;
  series = study?.series[0]?.id ?? '';
  incarnation = study?.incarnation ?? '';
});

const save = (
  change: { put?: Annotation[]; remove?: string[]; series?: string; incarnation?: string },
  uid = owner,
) =>
  saveAnnotations({ annotations, clock: world.ports.clock }, uid, {
    studyId,
    incarnation,
    series,
    put: [],
    remove: [],
    ...change,
  });
const stored = () => annotations.documents.get(`${studyId}/${series}`);

test('what the owner draws is kept under their name, with one audit event that says nothing of it', async () => {
  const drawn = annotation('a', { text: 'nodule' });
  await expect(save({ put: [drawn] })).resolves.toEqual({ rev: 1 });
  expect(stored()).toEqual({ ownerUid: owner, incarnation, rev: 1, items: [drawn] });
  const events = world.audits.filter(({ action }) => action === 'annotations-saved');
  expect(events).toEqual([
    {
      ownerUid: owner,
      studyId,
      action: 'annotations-saved',
      actor: { kind: 'owner', uid: owner },
      outcome: 'success',
      atMs: world.nowMs,
    },
  ]);
});

test('of two writers of one annotation the later counts, and each keeps what only it has drawn', async () => {
  const [a, b, c] = [annotation('a'), annotation('b'), annotation('c')];
  await save({ put: [a, b] });
  await save({ put: [{ ...a, text: 'first tab' }] });
  await save({ put: [{ ...a, text: 'second tab' }, c], remove: [b.id] });
  expect(stored()?.items).toEqual([{ ...a, text: 'second tab' }, c]);
  expect(stored()?.rev).toBe(3);
});

test('saving what is there already writes nothing', async () => {
  await save({ put: [annotation('a')] });
  await expect(save({ put: [annotation('a')], remove: ['gone0000000000000'] })).resolves.toEqual({ rev: 1 });
  expect(world.audits.filter(({ action }) => action === 'annotations-saved')).toHaveLength(1);
});

test.each<[string, () => Promise<unknown>]>([
  ['a stranger', () => save({ put: [annotation('a')] }, 'stranger')],
  ['a series that the study does not have', () => save({ put: [annotation('a')], series: 'made-up' })],
  ['an earlier life of the study', () => save({ put: [annotation('a')], incarnation: 'earlier' })],
  [
    'a study that is being deleted',
    async () => {
      const found = world.studies.get(studyId);
      if (found) found.study = { ...found.study, state: 'deleting' };
      return save({ put: [annotation('a')] });
    },
  ],
])('%s finds nothing to write to', async (_what, act) => {
  await expect(act()).rejects.toMatchObject({ code: 'not-found' });
  expect(annotations.documents.size).toBe(0);
  expect(world.audits.filter(({ action }) => action === 'annotations-saved')).toHaveLength(0);
});

test('a series takes a bounded number', async () => {
  const many = Array.from({ length: limits.annotationsPerSeries }, (_, at) => annotation(`n${String(at)}x`));
  await save({ put: many });
  await expect(save({ put: [annotation('more')] })).rejects.toMatchObject({ code: 'too-large' });
  await save({ put: [annotation('more')], remove: [many[0]?.id ?? ''] });
  expect(stored()?.items).toHaveLength(limits.annotationsPerSeries);
});

test('the largest document fits into Firestore', () => {
  const largest = Array.from({ length: limits.annotationsPerSeries }, (_, at) =>
    annotation(String(at).padStart(32, '0'), {
      kind: 'cobb',
      instance: 'i'.repeat(64),
      points: Array.from({ length: 4 }, () => ({ x: 1, y: 1 })),
      label: { x: 1, y: 1 },
      text: '\u{4e2d}'.repeat(limits.annotationTextMax),
    }),
  );
  expect(largest.every((one) => Annotation.safeParse(one).success)).toBe(true);
  expect(new TextEncoder().encode(JSON.stringify(largest)).length).toBeLessThan(
    limits.firestoreDocumentBytes,
  );
});

test('what an earlier life left behind is not taken over', async () => {
  annotations.documents.set(`${studyId}/${series}`, {
    ownerUid: owner,
    incarnation: 'earlier',
    rev: 7,
    items: [annotation('old')],
  });
  await expect(save({ put: [annotation('new')] })).resolves.toEqual({ rev: 8 });
  expect(stored()?.items).toEqual([annotation('new')]);
});

test('the owner learns the life of the study, a link’s visitor does not', async () => {
  const from = { address: '203.0.113.0/24', browser: 'Firefox' };
  const { opened } = await openStudy(world.ports, owner, studyId, from);
  expect(opened.incarnation).toBe(incarnation);
  const { token } = await createLink(world.ports, owner, { studyId, lifetimeMs: 86_400_000 });
  const visited = await openLink(world.ports, { token }, { ...from, fullAddress: '203.0.113.7' });
  expect(visited.opened).not.toHaveProperty('incarnation');
});

describe('the contract', () => {
  const { request } = callables.saveAnnotations;
  const accepts = (put: unknown) =>
    request.safeParse({ studyId: 's', incarnation: 'i', series: 'x', put: [put], remove: [] }).success;

  test.each(Object.entries(annotationPoints) as [AnnotationKind, number][])(
    'a %s has %i points, neither more nor fewer',
    (kind, points) => {
      const of = (count: number) =>
        accepts(annotation('a', { kind, points: Array.from({ length: count }, () => ({ x: 0, y: 0 })) }));
      expect([points - 1, points, points + 1].map(of)).toEqual([false, true, false]);
    },
  );

  test.each<[string, object]>([
    ['a long text', { text: 'x'.repeat(limits.annotationTextMax + 1) }],
    ['another kind', { kind: 'polygon' }],
    ['a frame before the first', { frame: 0 }],
    [
      'a place that is no number',
      {
        points: [
          { x: Number.NaN, y: 0 },
          { x: 0, y: 0 },
        ],
      },
    ],
    [
      'a place beyond any image',
      {
        points: [
          { x: 1e9, y: 0 },
          { x: 0, y: 0 },
        ],
      },
    ],
    ['an instance that climbs', { instance: '../x' }],
    ['a short id', { id: 'a' }],
  ])('%s is refused', (_what, over) => {
    expect(accepts({ ...annotation('a'), ...over })).toBe(false);
  });
});
