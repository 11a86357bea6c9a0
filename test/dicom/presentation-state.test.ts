import { describe, expect, it } from 'vitest';
import { readDocument } from '@pacs/shared/dicom/documents/read-document';
import { type PresentationState, decodeDocument, encodeDocument } from '@pacs/shared/document-content';
import { documentFile, field, items, reference, storage } from '../support/synthetic-dicom/documents.ts';
import { element } from '../support/synthetic-dicom/files.ts';

const stored: Readonly<Record<string, string>> = { '1.2.3.1': 'id-1', '1.2.3.2': 'id-2' };
const find = (uid: string) => stored[uid];
const read = (bytes: Uint8Array, sopClassUID: string) => {
  const { answer, file } = readDocument(bytes, sopClassUID, find);
  // What is read is what may be sent.
  return decodeDocument(encodeDocument(answer, file).buffer);
};

const state = (rest: readonly ReturnType<typeof element>[]) =>
  read(
    documentFile(`${storage}.11.1`, [
      field('contentLabel', 'REVIEW'),
      items('referencedSeriesSequence', [
        items('referencedImageSequence', reference('1.2.3.1'), reference('1.2.3.2', [2])),
      ]),
      ...rest,
    ]),
    `${storage}.11.1`,
  ).answer as PresentationState;

describe('presentation states', () => {
  it('say which images they are for, and nothing where they change nothing', () => {
    expect(state([])).toEqual({
      kind: 'pr',
      label: 'REVIEW',
      references: [{ instance: 'id-1' }, { instance: 'id-2', frames: [1] }],
      voi: [],
      areas: [],
      rotation: 0,
      flipHorizontal: false,
      shutters: [],
      layers: [],
      annotations: [],
      activations: [],
      overlays: [],
      notDescribed: [],
    });
  });

  it('carry window, table, rescale and inversion', () => {
    const pr = state([
      field('rescaleSlope', '2'),
      field('rescaleIntercept', '-1024'),
      field('rescaleType', 'HU'),
      field('presentationLUTShape', 'INVERSE'),
      items(
        'softcopyVOILUTSequence',
        [
          items('referencedImageSequence', reference('1.2.3.1')),
          field('windowCenter', ['40', '50']),
          field('windowWidth', ['400', '500']),
          field('windowExplanation', ['SOFT', 'WIDE']),
        ],
        [
          items('voiLUTSequence', [
            element(0x00283002, 'US', [3, 5, 16]),
            element(0x00283006, 'OW', Uint16Array.of(0, 300, 65_535)),
          ]),
        ],
      ),
    ]);
    expect(pr.modality).toEqual({ slope: 2, intercept: -1024, type: 'HU' });
    expect(pr.presentationLut).toEqual({ shape: 'INVERSE' });
    expect(pr.voi).toEqual([
      { images: [{ instance: 'id-1' }], window: { center: 40, width: 400, explanation: 'SOFT' } },
      { lut: { firstValueMapped: 5, bitsPerEntry: 16, values: [0, 300, 65_535] } },
    ]);
    expect(pr.notDescribed).toEqual(['several-windows']);
  });

  it('carry tables of all three kinds, and say that one could not be read', () => {
    const lut = (first: number, ...entries: number[]) => [
      element(0x00283002, 'SS', [entries.length, first, 16]),
      element(0x00283006, 'OW', Uint16Array.from(entries)),
    ];
    const pr = state([
      items('modalityLUTSequence', lut(-7, 1, 2)),
      items('presentationLUTSequence', lut(0, 65_535, 0)),
      items('softcopyVOILUTSequence', [items('voiLUTSequence', lut(1, 3))]),
    ]);
    const values = (firstValueMapped: number, ...entries: number[]) => ({
      firstValueMapped,
      bitsPerEntry: 16,
      values: entries,
    });
    expect(pr.modality).toEqual({ slope: 1, intercept: 0, lut: values(-7, 1, 2) });
    expect(pr.presentationLut).toEqual({ lut: values(0, 65_535, 0) });
    expect(pr.voi).toEqual([{ lut: values(1, 3) }]);
    expect(pr.notDescribed).toEqual([]);
    const broken = state([items('presentationLUTSequence', [element(0x00283002, 'US', [2, 0, 16])])]);
    expect(broken.presentationLut).toBeUndefined();
    expect(broken.notDescribed).toEqual(['tables']);
  });

  it('read so many entries as an answer can hold', () => {
    const voi = (entries: number) => [
      items('voiLUTSequence', [
        element(0x00283002, 'US', [entries % 65_536, 0, 16]),
        element(0x00283006, 'OW', new Uint16Array(entries)),
      ]),
    ];
    const pr = state([items('softcopyVOILUTSequence', ...Array.from({ length: 46 }, () => voi(65_536)))]);
    expect(pr.voi.length).toBe(45);
    expect(pr.notDescribed).toEqual(['tables']);
  });

  it('carry area, turn and shutters, columns before rows', () => {
    const pr = state([
      field('imageRotation', 270),
      field('imageHorizontalFlip', 'Y'),
      items('displayedAreaSelectionSequence', [
        field('displayedAreaTopLeft', [-3, 1]),
        field('displayedAreaBottomRight', [512, 256]),
        field('presentationSizeMode', 'MAGNIFY'),
        field('presentationPixelMagnificationRatio', 2),
        field('presentationPixelSpacing', ['0.5', '0.25']),
      ]),
      field('shutterShape', ['RECTANGULAR', 'CIRCULAR', 'POLYGONAL', 'BITMAP']),
      field('shutterLeftVerticalEdge', 1),
      field('shutterRightVerticalEdge', 90),
      field('shutterUpperHorizontalEdge', 2),
      field('shutterLowerHorizontalEdge', 80),
      field('centerOfCircularShutter', [10, 20]),
      field('radiusOfCircularShutter', 7),
      field('verticesOfThePolygonalShutter', [1, 2, 3, 4, 5, 6]),
      field('shutterPresentationValue', 0),
    ]);
    expect(pr).toMatchObject({ rotation: 270, flipHorizontal: true, shutterPresentationValue: 0 });
    expect(pr.areas).toEqual([
      {
        topLeft: [-3, 1],
        bottomRight: [512, 256],
        sizeMode: 'MAGNIFY',
        magnification: 2,
        pixelSpacing: [0.5, 0.25],
      },
    ]);
    expect(pr.shutters).toEqual([
      { shape: 'RECTANGULAR', left: 1, right: 90, upper: 2, lower: 80 },
      { shape: 'CIRCULAR', centre: [20, 10], radius: 7 },
      {
        shape: 'POLYGONAL',
        vertices: [
          [2, 1],
          [4, 3],
          [6, 5],
        ],
      },
    ]);
    expect(pr.notDescribed).toEqual(['bitmap-shutter']);
  });

  it('draw graphics and texts on layers in their order', () => {
    const pr = state([
      items(
        'graphicLayerSequence',
        [field('graphicLayer', 'B'), field('graphicLayerOrder', 2)],
        [
          field('graphicLayer', 'A'),
          field('graphicLayerOrder', 1),
          field('graphicLayerGreyscaleValue', 65_535),
        ],
      ),
      items('graphicAnnotationSequence', [
        field('graphicLayer', 'A'),
        items('referencedImageSequence', reference('1.2.3.2', [1])),
        items(
          'graphicObjectSequence',
          [
            field('graphicAnnotationUnits', 'DISPLAY'),
            field('graphicData', [0, 0.5, 1, 1]),
            field('graphicType', 'POLYLINE'),
            field('graphicFilled', 'Y'),
          ],
          [field('graphicData', [0, 0]), field('graphicType', 'SPIRAL')],
        ),
        items('textObjectSequence', [
          field('unformattedTextValue', 'see\r\nhere'),
          field('anchorPointAnnotationUnits', 'PIXEL'),
          field('anchorPoint', [5, 6]),
          field('anchorPointVisibility', 'Y'),
          field('boundingBoxTopLeft', [1, 2]),
          field('boundingBoxBottomRight', [3, 4]),
        ]),
      ]),
    ]);
    expect(pr.layers).toEqual([
      { name: 'A', order: 1, grey: 65_535 },
      { name: 'B', order: 2 },
    ]);
    expect(pr.annotations).toEqual([
      {
        images: [{ instance: 'id-2', frames: [0] }],
        layer: 'A',
        graphics: [
          {
            type: 'POLYLINE',
            units: 'display',
            points: [
              [0, 0.5],
              [1, 1],
            ],
            filled: true,
          },
        ],
        texts: [
          {
            text: 'see\nhere',
            box: { units: 'pixel', topLeft: [1, 2], bottomRight: [3, 4] },
            anchor: { units: 'pixel', at: [5, 6], visible: true },
          },
        ],
      },
    ]);
  });

  it('bring planes of their own, and say which groups are shown on which layer', () => {
    const pr = state([
      element(0x60000010, 'US', 2),
      element(0x60000011, 'US', 8),
      element(0x60000040, 'CS', 'G'),
      element(0x60000050, 'SS', [1, -2]),
      element(0x60000100, 'US', 1),
      element(0x60001001, 'CS', 'A'),
      element(0x60003000, 'OW', Uint8Array.of(0x01, 0x80)),
      element(0x60021001, 'CS', ''),
      element(0x601e1001, 'CS', 'B'),
    ]);
    expect(pr.overlays).toEqual([{ group: 0x6000, rows: 2, columns: 8, origin: [1, -2], bits: 'AYA=' }]);
    expect(pr.activations).toEqual([
      { group: 0x6000, layer: 'A' },
      { group: 0x601e, layer: 'B' },
    ]);
  });

  it('are covered by a bitmap of theirs; one that is not there is told', () => {
    const plane = [
      element(0x60020010, 'US', 1),
      element(0x60020011, 'US', 8),
      element(0x60020040, 'CS', 'G'),
      element(0x60020050, 'SS', [1, 1]),
      element(0x60020100, 'US', 1),
      element(0x60023000, 'OW', Uint8Array.of(0x0f, 0)),
    ];
    const covering = (group: number) =>
      state([field('shutterShape', 'BITMAP'), field('shutterOverlayGroup', group), ...plane]);
    expect(covering(0x6002)).toMatchObject({ shutterGroup: 0x6002, shutters: [], notDescribed: [] });
    expect(covering(0x6004).shutterGroup).toBeUndefined();
    expect(covering(0x6004).notDescribed).toEqual(['bitmap-shutter']);
    // Without the shape the group says nothing.
    expect(state([field('shutterOverlayGroup', 0x6002), ...plane]).shutterGroup).toBeUndefined();
  });
});
