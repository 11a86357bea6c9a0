/** The seed came in by the way of every upload, so what it became is a test of that way. */
import { readFileSync } from 'node:fs';
import { StudyDocument } from '@pacs/shared/documents';
import { collections } from '@pacs/shared/paths';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createUser } from '../../tools/seed/create-user.ts';
import { seedUsers } from '../../tools/seed/seed.ts';
import { readDocuments } from '../support/read-documents.ts';
import { stackInfo } from '../support/stack.ts';

const Expected = z.record(z.string(), z.array(z.looseObject({})));
const file = new URL('../../emulator-data/expected.json', import.meta.url);
const expected = Expected.parse(JSON.parse(readFileSync(file, 'utf8')));

/** What is the same in every run: no ids, times or sizes of objects. */
function lasting(study: StudyDocument) {
  const { identity, description, modalities, series, stacks, counts, completeness, notes, state } = study;
  const { storedBytes: _storedBytes, ...countsOfFiles } = counts;
  return {
    state,
    identity,
    description,
    modalities,
    series: series.map(({ id: _id, ...words }) => words),
    stacks: stacks.map(({ role, frames, label }) => ({
      role,
      frames,
      ...(label === undefined ? {} : { label }),
    })),
    counts: countsOfFiles,
    completeness,
    notes,
  };
}

describe('the seed of emulator-data/', () => {
  it.each(seedUsers().map(({ email, ...user }) => ({ email, user: { email, ...user } })))(
    'gives $email the studies of expected.json',
    async ({ email, user }) => {
      const { localId } = await createUser(stackInfo(), user);
      const documents = await readDocuments(collections.studies, 'ownerUid', localId);
      const studies = documents.map((document) => lasting(StudyDocument.parse(document)));
      const byDescription = (a: { description: StudyDocument['description'] }, b: typeof a) =>
        (a.description.studyDescription ?? '').localeCompare(b.description.studyDescription ?? '');
      expect(studies.sort(byDescription)).toEqual(expected[email]);
    },
  );

  it('compresses what it stores', async () => {
    const owners = await Promise.all(seedUsers().map((user) => createUser(stackInfo(), user)));
    for (const { localId } of owners) {
      for (const document of await readDocuments(collections.studies, 'ownerUid', localId)) {
        const { counts } = StudyDocument.parse(document);
        expect(counts.storedBytes).toBeGreaterThan(0);
        expect(counts.storedBytes).toBeLessThan(counts.bytes);
      }
    }
  });
});
