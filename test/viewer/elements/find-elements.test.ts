import { expect, test } from 'vitest';
import { listElements, tagWords } from '@pacs/shared/dicom/list-elements';
import { findElements } from '../../../web/src/viewer/elements/find-elements.ts';
import { element, imageFile, sequence } from '../../support/synthetic-dicom/files.ts';

const bytes = imageFile([
  element(0x00081030, 'LO', 'Thorax'),
  sequence(0x00081140, [element(0x00081150, 'UI', '1.2.3')], [element(0x00081155, 'UI', '1.2.4')]),
]);
const list = listElements(bytes, bytes.length);
const rows = list.status === 'ok' ? list.rows : [];
const found = (question: string) => findElements(rows, question).map(({ tag }) => tagWords(tag));

test('an element is found by name, keyword, tag in any form, and value', () => {
  for (const question of [
    'study description',
    'StudyDescr',
    '(0008,1030)',
    '0008,1030',
    '00081030',
    'THORAX',
  ])
    expect(found(question)).toEqual(['(0008,1030)']);
});

test('what is found in a sequence stands below the sequence that holds it', () => {
  expect(found('1.2.4')).toEqual(['(0008,1140)', '(0008,1155)']);
  expect(found('referenced sop')).toEqual(['(0008,1140)', '(0008,1150)', '(0008,1155)']);
});

test('all words must be there; without any, everything is', () => {
  expect(found('thorax patient')).toEqual([]);
  expect(found('  ')).toHaveLength(rows.length);
});
