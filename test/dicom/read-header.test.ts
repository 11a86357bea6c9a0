import { DisplayFacts, PixelFormat, StackFacts } from '@pacs/shared/manifest';
import { PatientIdentity, SeriesSummary, StudyDescription } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { fields } from '@pacs/shared/dicom/tags';
import type { DicomHeader, HeaderRead, RawDisplay } from '@pacs/shared/dicom/types';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { describe, expect, it } from 'vitest';
import { hasRealDicom, inventory, realFile } from '../support/real-dicom.ts';
import {
  element,
  imageElements,
  imageFile,
  syntax,
  uids,
  writeDicom,
} from '../support/synthetic-dicom/files.ts';
import { malformed } from '../support/synthetic-dicom/malformed.ts';

const read = (file: Uint8Array): HeaderRead => readHeader(file, { totalBytes: file.length });

const headerOf = (file: Uint8Array): DicomHeader => {
  const answer = read(file);
  if (answer.status !== 'ok') throw new Error(`not read: ${JSON.stringify(answer)}`);
  return answer.header;
};

/** Reads as a browser does: the head of the file, and more of it when asked. */
const readInSteps = (file: Uint8Array, first: number): { header: DicomHeader; steps: number } => {
  let given = Math.min(first, file.length);
  for (let steps = 1; steps < 20; steps += 1) {
    const answer = readHeader(file.subarray(0, given), { totalBytes: file.length });
    if (answer.status === 'ok') return { header: answer.header, steps };
    if (answer.status !== 'more') throw new Error(`not read: ${JSON.stringify(answer)}`);
    expect(answer.bytes).toBeGreaterThan(given);
    given = answer.bytes;
  }
  throw new Error('asked for more without end');
};

const blob = { pack: 0, at: 0, bytes: 0, crc: 0 };
const stored = (display: RawDisplay): unknown => ({
  ...display,
  ...(display.modalityLut === undefined ? {} : { modalityLut: { ...display.modalityLut, blob } }),
  voiLuts: display.voiLuts.map((lut) => ({ ...lut, blob })),
  overlays: display.overlays.map((overlay) => ({ ...overlay, blob })),
  ...(display.palette === undefined
    ? {}
    : {
        palette: Object.fromEntries(
          Object.entries(display.palette).map(([key, lut]) => [key, { ...lut, blob }]),
        ),
      }),
});

/** Everything a header carries satisfies the schema it will be stored under. */
const expectStorable = (header: DicomHeader): void => {
  PatientIdentity.parse(header.identity);
  StudyDescription.parse(header.description);
  SeriesSummary.parse({ ...header.series, id: 's' });
  StackFacts.parse(header.stack);
  if (header.format !== undefined) PixelFormat.parse(header.format);
  if (header.display !== undefined) DisplayFacts.parse(stored(header.display));
  for (const frame of header.frames) {
    if (frame.display !== undefined) DisplayFacts.parse(stored(frame.display));
    if (frame.stack !== undefined) StackFacts.partial().parse(frame.stack);
  }
};

describe('reading headers', () => {
  it.each([
    ['implicit little endian', syntax.implicit, {}],
    ['explicit little endian', syntax.explicit, {}],
    ['explicit big endian', syntax.bigEndian, {}],
    ['deflated', syntax.deflated, {}],
    ['without a preamble', syntax.explicit, { noPreamble: true }],
    ['without a meta group, explicit', syntax.explicit, { noPreamble: true, noMeta: true }],
    ['without a meta group, implicit', syntax.implicit, { noPreamble: true, noMeta: true }],
    ['without a meta group, big endian', syntax.bigEndian, { noPreamble: true, noMeta: true }],
  ])('says the same of an image written %s', (_, transferSyntaxUID, options) => {
    const header = headerOf(imageFile([], { transferSyntaxUID, ...options }));
    expect(header).toMatchObject({
      transferSyntaxUID,
      kind: 'image',
      sopInstanceUID: uids.instance,
      studyInstanceUID: uids.study,
      seriesInstanceUID: uids.series,
      identity: { patientName: { alphabetic: 'Test^Tilda' }, patientID: 'T-1' },
      format: { rows: 4, columns: 6, bitsAllocated: 16, bitsStored: 12 },
      stack: { instanceNumber: 7, position: [0, 0, 12.5] },
      pixelData: { bytes: 48, encapsulated: false },
    });
    expectStorable(header);
  });

  it('needs the head of a file only, and asks for more where the header goes on', () => {
    const long = imageFile([element(0x00091010, 'OB', new Uint8Array(200_000))]);
    const { header, steps } = readInSteps(long, 1000);
    expect(steps).toBeGreaterThan(1);
    expect(header).toEqual(headerOf(long));
    const pixels = element(0x7fe00010, 'OW', new Uint16Array(500_000));
    expect(readInSteps(imageFile([pixels]), 65_536).steps).toBe(1);
  });

  it('gives the same derived UIDs however many bytes were at hand', () => {
    const file = malformed.noInstanceUid();
    const whole = headerOf(file);
    expect(whole.derived).toEqual(['sopInstanceUID']);
    expect(whole.sopInstanceUID).toMatch(/^2\.25\.\d+$/);
    expect(readInSteps(file, file.length - 30).header).toEqual(whole);
  });

  it('notes an illegal UID and keeps it, and derives a missing one', () => {
    const illegal = headerOf(malformed.illegalUid());
    expect(illegal.studyInstanceUID).toBe('1.2.003.not-a-uid');
    expect(illegal.notes).toContain('uid-illegal');
    const missing = headerOf(malformed.noStudyUid());
    expect(missing.derived).toEqual(['studyInstanceUID']);
    expect(missing.description.studyInstanceUIDDerived).toBe(true);
    expectStorable(headerOf(malformed.longUid()));
  });

  it('reads numbers in whatever VR they were written, and drops what is none', () => {
    const header = headerOf(malformed.wrongVRs());
    expect(header.format).toMatchObject({ rows: 4, columns: 6 });
    expect(header.stack.instanceNumber).toBe(7);
    expect(header.display?.windows).toEqual([]);
    expectStorable(header);
  });

  it('knows what is not an image', () => {
    expect(headerOf(malformed.dicomdir()).kind).toBe('dicomdir');
    const report = imageElements([element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.33')]).filter(
      ({ tag }) => tag < 0x00280000,
    );
    expect(headerOf(writeDicom(report, { transferSyntaxUID: syntax.explicit })).kind).toBe('document');
  });

  it.each([
    ['an empty file', malformed.empty(), { status: 'rejected', reason: 'empty-file' }],
    ['text', malformed.text(), { status: 'skipped', reason: 'not-dicom' }],
    ['a header that breaks off', malformed.truncatedHeader(), { status: 'rejected', reason: 'truncated' }],
    ['a length past the file', malformed.lengthPastFile(), { status: 'rejected', reason: 'truncated' }],
    ['sequences 60 deep', malformed.tooDeep(), { status: 'rejected', reason: 'header-too-deep' }],
    ['an image of 65535²', malformed.hugeImage(), { status: 'rejected', reason: 'image-too-large' }],
    ['two billion frames', malformed.manyFrames(), { status: 'rejected', reason: 'image-too-large' }],
    [
      'more elements than any header has',
      malformed.crowded(limits.headerMaxElements + 10),
      { status: 'rejected', reason: 'header-too-large' },
    ],
  ])('answers %s with a reason', (_, file, answer) => {
    expect(read(file)).toEqual(answer);
  });

  it('reads sequences as deep as the limit allows', () => {
    expect(headerOf(malformed.deepEnough()).format).toBeDefined();
  });

  it('tells apart identity and technical fields in one table', () => {
    const technical = Object.entries(fields).filter(([, field]) => field.class === 'technical');
    expect(technical.map(([, field]) => field.tag >>> 16)).not.toContain(0x0010);
    expect(fields.patientName).toMatchObject({ class: 'identity', action: 'Z' });
    expect(new Set(Object.values(fields).map(({ tag }) => tag)).size).toBe(Object.keys(fields).length);
  });

  it('never lets a name or ID of the patient into technical facts', () => {
    const { identity, description, series, ...technical } = headerOf(imageFile());
    expect([identity.patientID, description.studyInstanceUID, series.modality]).toEqual([
      'T-1',
      uids.study,
      'CT',
    ]);
    expect(JSON.stringify(technical)).not.toMatch(/Tilda|T-1"/);
  });
});

/** Files that say less than the inventory has, each looked at. */
const exceptions: Readonly<Record<string, string>> = {
  'pydicom+pydicom/src/pydicom/data/test_files/empty_charset_LEI.dcm': 'no UID at all and no pixels',
  'pydicom+pydicom/src/pydicom/data/test_files/no_meta.dcm': 'one stray byte before the data set',
  'pydicom+pydicom/src/pydicom/data/test_files/priv_SQ.dcm': 'breaks off inside a sequence',
  'robyoung+dicom-test-files/data/pydicom/priv_SQ.dcm': 'breaks off inside a sequence',
};

describe.skipIf(!hasRealDicom)('real files (skipped where ../shared/dicom is absent)', () => {
  it('agree with the inventory in every fact it has, read from their first 64 KiB', () => {
    const disagreements: string[] = [];
    for (const row of inventory()) {
      const path = row.path ?? '';
      if (path in exceptions) continue;
      const { header } = readInSteps(realFile(path), 65_536);
      const { format } = header;
      const facts: Record<string, unknown> = {
        ts_uid: header.transferSyntaxUID,
        sop_class_uid: header.sopClassUID,
        study_uid: header.studyInstanceUID,
        series_uid: header.seriesInstanceUID,
        sop_uid: header.sopInstanceUID,
        modality: header.series.modality,
        frames: header.numberOfFrames,
        rows: format?.rows,
        cols: format?.columns,
        samples: format?.samplesPerPixel,
        planar: format?.planarConfiguration,
        bits_allocated: format?.bitsAllocated,
        bits_stored: format?.bitsStored,
        signed: format?.pixelRepresentation,
        photometric: format?.photometricInterpretation,
        patient_name_present: header.identity.patientName === undefined ? 'no' : 'yes',
      };
      for (const [key, value] of Object.entries(facts)) {
        const expected = row[key] ?? '';
        if (expected !== '' && expected !== String(value))
          disagreements.push(`${path} ${key} ${String(value)}`);
      }
      expectStorable(header);
    }
    // Its name is four carets: no name.
    expect(disagreements).toEqual([
      'pydicom+pydicom/src/pydicom/data/test_files/image_dfl.dcm patient_name_present no',
    ]);
  }, 120_000);

  it.each(Object.entries(exceptions))('%s is refused: %s', (path) => {
    expect(read(realFile(path)).status).not.toBe('ok');
  });
});
