/**
 * The answer to opening what is stored but not an image: one binary body,
 *   u32 little endian: length of the JSON · JSON `DocumentAnswer` · bytes of an encapsulated file (`bytes` of them, else none)
 * Its text is the patient's: it is read from `.heads` on the server for whoever may see identity, and never lies
 * in a pack's `.frames`. Failures are JSON `{ "error": AppErrorCode }`: 400, 401, 404, 410 (link), 413, 429, 500.
 * Videos are not asked for here: `IndexDocument.video` says where in `.frames` they lie.
 */
import { z } from 'zod';
import { PersonName } from './documents.ts';
import { Window } from './manifest.ts';

const id = z.string().max(64);
const studyId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const linkId = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(32_768);
const short = z.string().max(256);
const finite = z.number();
const point = z.tuple([finite, finite]);

/** The owner with an ID token names the study; a link's visitor names link and session. `document` is IndexDocument.id. */
export const OpenDocumentRequest = z.union([
  z.object({ linkId, session: z.string().max(64), document: id }),
  z.object({ studyId, document: id }),
]);
export type OpenDocumentRequest = z.infer<typeof OpenDocumentRequest>;

/**
 * An instance of the same study: `instance` is its id in the index (of an instance or a document); absent where
 * it is not stored. `frames` are numbers from 0; absent means all.
 */
export const InstanceReference = z.object({
  instance: id.optional(),
  frames: z.array(z.int().min(0)).max(10_000).optional(),
});
export type InstanceReference = z.infer<typeof InstanceReference>;

/** Relationships and value types of content items as PS3.3 C.17.3 spells them: 'CONTAINS', 'HAS OBS CONTEXT', 'TEXT', 'NUM', … */
export interface SrNode {
  relationship?: string | undefined;
  valueType: string;
  /** Meaning of the concept name. */
  name?: string | undefined;
  /** What it says, ready to read: text, meaning of a code, number with unit, date, name, UID. Absent for containers. */
  value?: string | undefined;
  /** A person's name in its groups, where the value is one. */
  person?: z.infer<typeof PersonName> | undefined;
  /** Images and other objects it points at (IMAGE, COMPOSITE, WAVEFORM). */
  references?: InstanceReference[] | undefined;
  /** SCOORD: graphic type and column, row pairs on the image it is selected from. */
  graphic?: { type: string; points: [number, number][] } | undefined;
  /** CONTINUOUS: children belong to one running text. */
  continuous?: boolean | undefined;
  children: SrNode[];
}
export const SrNode: z.ZodType<SrNode> = z.object({
  relationship: z.string().max(32).optional(),
  valueType: z.string().max(16),
  name: short.optional(),
  value: text.optional(),
  person: PersonName.optional(),
  references: z.array(InstanceReference).max(1000).optional(),
  graphic: z.object({ type: z.string().max(16), points: z.array(point).max(10_000) }).optional(),
  continuous: z.boolean().optional(),
  get children() {
    return z.array(SrNode).max(20_000);
  },
});

export const StructuredReport = z.object({
  kind: z.literal('sr'),
  title: short,
  completionFlag: z.enum(['PARTIAL', 'COMPLETE']).optional(),
  verificationFlag: z.enum(['UNVERIFIED', 'VERIFIED']).optional(),
  preliminaryFlag: z.enum(['PRELIMINARY', 'FINAL']).optional(),
  contentDate: z.string().max(16).optional(),
  contentTime: z.string().max(32).optional(),
  verifiedBy: z
    .array(
      z.object({ name: PersonName, organization: short.optional(), dateTime: z.string().max(32).optional() }),
    )
    .max(32),
  root: SrNode,
  /** Not everything fitted into the limits: say so. */
  truncated: z.boolean(),
});
export type StructuredReport = z.infer<typeof StructuredReport>;

/** PS3.3 A.35.4: a choice of images with a reason ('For Referring Provider', 'Of Interest', 'Rejected for Quality Reasons'). */
export const KeyObjectSelection = z.object({
  kind: z.literal('ko'),
  title: short,
  /** Meanings of the title's modifiers, such as why something was rejected. */
  modifiers: z.array(short).max(32),
  description: text.optional(),
  references: z.array(InstanceReference).max(20_000),
});
export type KeyObjectSelection = z.infer<typeof KeyObjectSelection>;

/** Images that a part of a presentation state is for; absent: all that the state references. */
const images = z.array(InstanceReference).max(20_000).optional();

/** A table inline: presentation states have few. Entries are unsigned. */
export const InlineLut = z.object({
  firstValueMapped: finite,
  bitsPerEntry: z.int().min(8).max(16),
  explanation: z.string().max(64).optional(),
  values: z.array(z.int().min(0).max(65_535)).min(1).max(65_536),
});
export type InlineLut = z.infer<typeof InlineLut>;

/**
 * `pixel`: column, row of the image from 1, where 1\1 is the top left pixel's centre and 0.5\0.5 the image's
 * corner; `display`: fractions 0–1 of the displayed area from its top left (PS3.3 C.10.5).
 */
const units = z.enum(['pixel', 'display']);

export const PresentationGraphic = z.object({
  type: z.enum(['POINT', 'POLYLINE', 'INTERPOLATED', 'CIRCLE', 'ELLIPSE']),
  units,
  /** x, y pairs as PS3.3 C.10.5.1.2 orders them. */
  points: z.array(point).min(1).max(10_000),
  filled: z.boolean(),
});
export const PresentationText = z.object({
  text,
  /** Top left and bottom right of the box the text is to fit. */
  box: z.object({ units, topLeft: point, bottomRight: point }).optional(),
  anchor: z.object({ units, at: point, visible: z.boolean() }).optional(),
});

/** Softcopy presentation states of PS3.3 A.33: what the author had seen. */
export const PresentationState = z.object({
  kind: z.literal('pr'),
  label: z.string().max(64),
  description: short.optional(),
  creator: PersonName.optional(),
  createdDate: z.string().max(16).optional(),
  createdTime: z.string().max(32).optional(),
  references: z.array(InstanceReference).max(20_000),
  /** Replaces the images' own rescale or modality LUT (C.11.6). */
  modality: z
    .object({
      slope: finite,
      intercept: finite,
      type: z.string().max(16).optional(),
      lut: InlineLut.optional(),
    })
    .optional(),
  /** C.11.8: by image; either a window or a table. */
  voi: z
    .array(
      z.object({
        images,
        window: Window.optional(),
        voiLutFunction: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']).optional(),
        lut: InlineLut.optional(),
      }),
    )
    .max(1000),
  /** C.11.6: after the VOI. */
  presentationLut: z
    .union([z.object({ shape: z.enum(['IDENTITY', 'INVERSE']) }), z.object({ lut: InlineLut })])
    .optional(),
  /** C.10.4: corners as column, row from 1, after rotation and flip; may lie outside the image. */
  areas: z
    .array(
      z.object({
        images,
        topLeft: point,
        bottomRight: point,
        sizeMode: z.enum(['SCALE TO FIT', 'TRUE SIZE', 'MAGNIFY']),
        magnification: finite.optional(),
        /** Row spacing, column spacing in mm. */
        pixelSpacing: point.optional(),
        pixelAspectRatio: point.optional(),
      }),
    )
    .max(1000),
  /** C.10.6: rotate clockwise first, then flip left to right. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  flipHorizontal: z.boolean(),
  /** C.7.6.11: what lies outside any of them is covered, by a P-value where given. Columns and rows from 1. */
  shutters: z
    .array(
      z.discriminatedUnion('shape', [
        z.object({
          shape: z.literal('RECTANGULAR'),
          left: finite,
          right: finite,
          upper: finite,
          lower: finite,
        }),
        z.object({ shape: z.literal('CIRCULAR'), centre: point, radius: finite }),
        z.object({ shape: z.literal('POLYGONAL'), vertices: z.array(point).min(3).max(10_000) }),
      ]),
    )
    .max(16),
  shutterPresentationValue: z.int().min(0).max(65_535).optional(),
  /** C.7.6.15: the overlay among `overlays` whose bits cover the image. */
  shutterGroup: z.int().optional(),
  /** In the order they are drawn. Grey is a P-value 0–65535, `colour` CIELab as PS3.3 C.10.7.1.1 encodes it. */
  layers: z
    .array(
      z.object({
        name: z.string().max(64),
        order: z.int(),
        grey: z.int().min(0).max(65_535).optional(),
        colour: z.tuple([z.int(), z.int(), z.int()]).optional(),
      }),
    )
    .max(256),
  annotations: z
    .array(
      z.object({
        images,
        layer: z.string().max(64),
        graphics: z.array(PresentationGraphic).max(10_000),
        texts: z.array(PresentationText).max(10_000),
      }),
    )
    .max(1000),
  /** C.11.7: overlay groups that are shown, and on which layer: the state's own, else the image's. All others are not. */
  activations: z
    .array(z.object({ group: z.int(), layer: z.string().max(64) }))
    .max(16)
    .default([]),
  /** Bitmaps carried by the state itself: rows × columns bits, least significant first, base64. */
  overlays: z
    .array(
      z.object({
        group: z.int(),
        rows: z.int().min(1),
        columns: z.int().min(1),
        origin: z.tuple([z.int(), z.int()]),
        bits: z.string(),
      }),
    )
    .max(16),
  /** Parts of it that are not described here and therefore cannot be shown: 'palette', 'bitmap-shutter', 'mask', 'blending', … */
  notDescribed: z.array(z.string().max(32)).max(16),
});
export type PresentationState = z.infer<typeof PresentationState>;

/**
 * PS3.3 C.24: a file inside DICOM. `mediaType` is one of the encapsulated classes' own; its bytes are a stranger's:
 * draw a PDF with a renderer of one's own, offer the others for download, and never let the browser interpret them
 * under the application's origin.
 */
export const EncapsulatedFile = z.object({
  kind: z.literal('file'),
  title: short,
  mediaType: z.enum([
    'application/pdf',
    'text/xml',
    'model/stl',
    'model/obj',
    'model/mtl',
    'application/octet-stream',
  ]),
  bytes: z.int().min(0),
});
export type EncapsulatedFile = z.infer<typeof EncapsulatedFile>;

/** `other`: named by its kind and downloadable; nothing of it is shown. */
export const DocumentAnswer = z.discriminatedUnion('kind', [
  EncapsulatedFile,
  StructuredReport,
  KeyObjectSelection,
  PresentationState,
  z.object({ kind: z.literal('other') }),
]);
export type DocumentAnswer = z.infer<typeof DocumentAnswer>;

export interface DocumentBody {
  answer: DocumentAnswer;
  /** Of an encapsulated file; else empty. */
  file: Uint8Array<ArrayBuffer>;
}

export function encodeDocument(answer: DocumentAnswer, file: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(answer));
  const body = new Uint8Array(4 + json.length + file.length);
  new DataView(body.buffer).setUint32(0, json.length, true);
  body.set(json, 4);
  body.set(file, 4 + json.length);
  return body;
}

/** Throws where lengths contradict each other or the JSON is not a `DocumentAnswer`. */
export function decodeDocument(body: ArrayBuffer): DocumentBody {
  const jsonBytes = body.byteLength < 4 ? 0 : new DataView(body).getUint32(0, true);
  if (jsonBytes === 0 || 4 + jsonBytes > body.byteLength) throw new Error('document: bad length');
  const json = new TextDecoder().decode(new Uint8Array(body, 4, jsonBytes));
  const answer = DocumentAnswer.parse(JSON.parse(json));
  const file = new Uint8Array(body, 4 + jsonBytes);
  if (file.length !== (answer.kind === 'file' ? answer.bytes : 0)) throw new Error('document: bad length');
  return { answer, file };
}
