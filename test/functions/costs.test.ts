/** What a study costs at the services: counted at the ports, so that no step is forgotten. */
import { describe, expect, test } from 'vitest';
import type { BundleState } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { rejectReasons, type FileOutcome } from '@pacs/shared/outcomes';
import { openStudy } from '../../functions/src/core/access/open-study.ts';
import { bundleOutcome } from '../../functions/src/core/ingest/bundle-outcome.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink } from '../../functions/src/core/links/open-link.ts';
import { addBundles } from '../../functions/src/core/uploads/add-bundles.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { longSeries } from '../bench/ingest/long-series.ts';
import { documentBytes, indexEntries } from '../support/firestore-limits.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';
import { type Costs, countingPorts, free } from './support/count-costs.ts';
import { writtenDocuments } from './support/written-documents.ts';

const visitor = { address: 'unknown', browser: 'other' };

/** Every step from an upload's announcement to an open study, with what each of them cost. */
async function costsOf(slices: number, bundles: number) {
  const world = createWorld();
  signUp(world);
  const { ports, take } = countingPorts(world);
  const each = slices / bundles;
  const files = [...longSeries({ instances: slices, size: 32, headerBytes: 0 })];
  const zips = await Promise.all(
    Array.from({ length: bundles }, (_, i) => zipOf(files.slice(i * each, (i + 1) * each))),
  );
  const { uploadId, names } = await upload({ ...world, ports }, files, zips);
  const begun = take();
  const perBundle: Costs[] = [];
  for (const bundle of names) {
    await ingestBundle(ports, { uploadId, bundle });
    perBundle.push(take());
    writtenDocuments(world);
  }
  await finishUpload(ports, owner, { uploadId, abandoned: [] });
  const finished = take();
  const { studyId, manifest } = onlyStudy(world);
  await openStudy(ports, owner, studyId, visitor);
  const openedByOwner = take();
  const { token } = await createLink(ports, owner, { studyId, lifetimeMs: limits.linkMinMs });
  const linked = take();
  const by = { ...visitor, fullAddress: '192.0.2.1' };
  const { opened } = await openLink(ports, { token }, by);
  const openedByLink = take();
  const { linkId = '', session = '' } = opened.link ?? {};
  await openLink(ports, { linkId, session }, by);
  const openedAgain = take();
  const documents = writtenDocuments(world);
  return {
    begun,
    perBundle,
    finished,
    openedByOwner,
    linked,
    openedByLink,
    openedAgain,
    documents,
    manifest,
  };
}

describe('what a study of 500 slices in 4 bundles costs', async () => {
  const costs = await costsOf(500, 4);
  const row = (what: string, { reads, writes, deletes, classA, classB, signatures }: Costs) =>
    `| ${what} | ${[reads, writes, deletes, classA, classB, signatures].map(String).join(' | ')} |`;

  test('announcing it, with the names of its bundles', () => {
    expect(costs.begun).toEqual({ ...free, reads: 9, writes: 2 });
  });

  test('a bundle', () => {
    const [first, ...later] = costs.perBundle;
    const storage = { classA: 3, classB: 2 };
    expect(first).toEqual({ ...free, ...storage, reads: 5, writes: 4 });
    for (const bundle of later)
      expect(bundle).toEqual({ ...free, ...storage, reads: 6, writes: 4, deletes: 1 });
  });

  test('finishing', () => {
    expect(costs.finished).toEqual({ ...free, reads: 3, writes: 3 });
  });

  test('opening, in one answer each', () => {
    expect(costs.openedByOwner).toEqual({ ...free, reads: 2, writes: 1, signatures: 4 });
    expect(costs.openedByLink).toEqual({ ...free, reads: 3, writes: 3, signatures: 4 });
    expect(costs.openedAgain).toEqual({ ...free, reads: 4, signatures: 4 });
  });

  test('as the table of ARCHITECTURE.md', () => {
    const [first = free, second = free] = costs.perBundle;
    process.stdout.write(
      `${[
        row('beginUpload and addBundles', costs.begun),
        row('the first bundle', first),
        row('each further bundle', second),
        row('finishUpload', costs.finished),
        row('making a link', costs.linked),
        row('opening, by its owner', costs.openedByOwner),
        row('opening, by a link', costs.openedByLink),
        row('opening a link again', costs.openedAgain),
      ].join('\n')}\n`,
    );
    expect(costs.linked.writes).toBe(3);
  });
});

test('2,000 slices cost the same a bundle and no more to open', async () => {
  const { perBundle, openedByOwner, openedByLink, documents } = await costsOf(2000, 8);
  for (const { reads, writes } of perBundle.slice(1)) expect([reads, writes]).toEqual([6, 4]);
  expect(openedByOwner.reads).toBe(2);
  expect(openedByLink.reads).toBe(3);
  const largest = Math.max(...documents.map(({ bytes }) => bytes));
  expect(largest).toBeLessThan(limits.firestoreDocumentBytes / 2);
}, 120_000);

test('the fullest ticket keeps to the limits of a document', async () => {
  const world = createWorld();
  signUp(world);
  const [file = new Uint8Array()] = longSeries({ instances: 1, size: 4, headerBytes: 0 });
  const { uploadId } = await upload(world, [file], []);
  for (let added = 0; added < limits.bundlesPerUpload; added += 100)
    await addBundles(world.ports, owner, {
      uploadId,
      bundles: Array.from({ length: 100 }, () => ({ bytes: limits.bundleMaxBytes / 2 })),
    });
  const ticket = world.uploads.get(uploadId)?.upload;
  if (!ticket) throw new Error('no ticket');
  const longest = [...rejectReasons].sort((a, b) => b.length - a.length)[0] ?? 'internal';
  const bad = Array.from({ length: limits.bundleMaxInstances }, (_, entry): FileOutcome => ({
    entry,
    outcome: 'rejected',
    reason: longest,
  }));
  // Four bundles at once are between two of their studies.
  const between = bad.map(({ entry }): FileOutcome => ({ entry, outcome: 'conflicting' }));
  const names = Object.keys(ticket.bundles);
  for (const [number, name] of names.entries()) {
    const present: BundleState = ticket.bundles[name] ?? { bytes: 1, state: 'awaited' };
    ticket.bundles[name] =
      number < names.length - 4
        ? bundleOutcome(present, bad, ticket)
        : { ...present, committed: { s: between } };
  }
  const path = `uploads/${uploadId}`;
  const size = documentBytes(path, ticket);
  process.stdout.write(
    `the fullest ticket: ${String(size)} bytes, ${String(indexEntries(path, ticket))} index entries\n`,
  );
  expect(size).toBeLessThan(limits.firestoreDocumentBytes);
  expect(indexEntries(path, ticket)).toBeLessThan(100);
  expect(ticket.bundles[names[0] ?? '']).toMatchObject({ counts: { rejected: 500 } });
  expect(ticket.bundles[names[0] ?? '']?.outcomes).toHaveLength(200);
});
