import { rejectReasons, skipReasons } from '@pacs/shared/outcomes';
import { expect, it } from 'vitest';
import { asideWords } from '../../web/src/intake/core/aside-words.ts';

const jargon =
  /entry|header byte|CRC|deflat|SOP|UID|tag|parse|codec|bundle|null|undefined|[a-z]-[a-z]+-[a-z]/;

it.each([...skipReasons, ...rejectReasons])('%s has a sentence that a doctor understands', (reason) => {
  expect(asideWords[reason]).toMatch(/^[A-Z].{4,}\.$/);
  expect(asideWords[reason]).not.toMatch(jargon);
});

it('no two outcomes that ask for different things read alike', () => {
  const sentences = [...skipReasons, ...rejectReasons].map((reason) => asideWords[reason]);
  expect(new Set(sentences).size).toBe(sentences.length);
});
