import type { DocumentBody } from '@pacs/shared/document-content';
import type { IndexDocument } from '@pacs/shared/manifest';
import type { Opened } from '@pacs/shared/opened';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { StudySession } from '../../../web/src/viewer/engine/study-session.ts';
import DocumentDialog from '../../../web/src/viewer/documents/document-dialog.tsx';
import { keeping, type Opening } from '../../../web/src/viewer/documents/keep-document.ts';

const readFile = vi.fn((id: string) => Promise.resolve(new TextEncoder().encode(`DICOM ${id}`)));
const report: IndexDocument = {
  id: 'd1',
  series: 's',
  sopClassUID: '1.2.840.10008.5.1.4.1.1.88.11',
  modality: 'SR',
};
const open = (answer: unknown): Opening => ({
  status: 'open',
  body: { answer, file: new TextEncoder().encode('inside') } as DocumentBody,
});

test.each<Opening>([
  { status: 'failed', code: 'too-large' },
  { status: 'failed', code: 'unavailable' },
  open({ kind: 'other' }),
])('the DICOM file can be kept where nothing of it is shown: %o', async (opening) => {
  const kept = await keeping(report, opening, readFile)?.();
  expect([kept?.name, await kept?.blob.text()]).toEqual(['document.dcm', 'DICOM d1']);
});

test('of what was opened the file inside is kept, by its kind', async () => {
  const kept = await keeping(
    report,
    open({ kind: 'file', mediaType: 'application/pdf', title: '' }),
    readFile,
  )?.();
  expect([kept?.name, await kept?.blob.text()]).toEqual(['document.pdf', 'inside']);
});

test('a video’s file can be kept although it is not opened as a document', async () => {
  const video = { ...report, video: {} as NonNullable<IndexDocument['video']> };
  const kept = await keeping(video, { status: 'opening' }, readFile)?.();
  expect(kept?.name).toBe('document.dcm');
});

test('nothing can be kept before it is known what it is, or where a link gives no files', () => {
  expect(keeping(report, { status: 'opening' }, readFile)).toBeUndefined();
  expect(keeping(report, { status: 'failed', code: 'too-large' }, undefined)).toBeUndefined();
});

test('a document of a study whose files name different patients says so over it', () => {
  const opened = {
    identity: { patientName: { alphabetic: 'Example^Jane' } },
    identityConflict: true,
    otherIdentities: [{ patientName: { alphabetic: 'Sample^Henrik' } }],
    description: {},
    series: [],
  } as unknown as Opened;
  const shown = (changed: Partial<Opened>) =>
    renderToStaticMarkup(
      createElement(DocumentDialog, {
        session: { study: { opened: { ...opened, ...changed } } } as unknown as StudySession,
        study: 0,
        document: report,
        onClose: () => undefined,
      }),
    );
  expect(shown({})).toContain('Files name different patients · also Sample, Henrik');
  expect(shown({ identityConflict: false })).not.toContain('different patients');
});
