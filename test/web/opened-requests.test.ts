import { expect, test } from 'vitest';
import { OpenStudyRequest, RenewStudyRequest } from '@pacs/shared/opened';

test.each(['', '.', '..', '../users', 'a/manifests/000001', 'a\0b', 'a'.repeat(129)])(
  'a study id is one segment of a path: %j is refused',
  (studyId) => {
    expect(OpenStudyRequest.safeParse({ studyId }).success).toBe(false);
    expect(RenewStudyRequest.safeParse({ studyId, packs: [] }).success).toBe(false);
  },
);

test('a study id as ingest makes them is taken', () => {
  const studyId = 'W4fyKLtPjYq3P2UqxAchop1xjW3aIF6z3FlQ_t3fJ6c';
  expect(OpenStudyRequest.parse({ studyId })).toEqual({ studyId });
});
