/**
 * The answer to opening a study, by its owner or by a link: one binary body, so that neither the index nor
 * the first picture travels as base64.
 *   u32 little endian: length of the JSON · JSON `Opened` · gzip of the StudyIndex JSON · leading bytes of the first frame
 * Failures are JSON `{ "error": AppErrorCode }` with a status: 400, 401, 404, 410 (link), 429, 500. A link that asks
 * for a button to be pressed or for a passcode answers 403 with what it asks for; after a wrong passcode `triesLeft`
 * stands beside it.
 */
import { z } from 'zod';
import { Completeness, PatientIdentity, SeriesSummary, StudyDescription } from './documents.ts';
import { splitOpened, type BodyOf } from './opened-body.ts';

const ms = z.int().min(0);
/** SHA-256 of the token, hex. */
const linkId = z.string().regex(/^[0-9a-f]{64}$/);

/** One segment of a document's path, never a path. */
const studyId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const OpenStudyRequest = z.object({ studyId });
/** By the link's token; or, after a reload, by a session that this tab had: the address keeps no token. */
export const OpenLinkRequest = z.union([
  z.object({
    token: z.string().max(64),
    session: z.string().max(64).optional(),
    /** A person pressed the button: links that count, or tell their owner, open on that alone. */
    confirmed: z.boolean().optional(),
    passcode: z.string().max(256).optional(),
  }),
  z.object({ linkId, session: z.string().max(64) }),
]);
export type OpenLinkRequest = z.infer<typeof OpenLinkRequest>;
export const RenewStudyRequest = z.object({
  studyId,
  packs: z.array(z.int().min(0)).max(64),
});
export const RenewLinkRequest = z.object({
  session: z.string().max(64),
  linkId,
  packs: z.array(z.int().min(0)).max(64),
});

/** Signed URLs of `.frames` objects by pack number; null for packs not asked for. */
export const SignedUrls = z.object({ frames: z.record(z.string(), z.string()), expireAtMs: ms });
export type SignedUrls = z.infer<typeof SignedUrls>;

export const RenewResponse = z.object({ urls: SignedUrls });

const wantedFiles = { packs: z.array(z.int().min(0)).max(32), entries: z.boolean() };

/**
 * What is needed to rebuild the uploaded files (shared/src/packs/rebuild-file.ts), for the owner, and for the session
 * of a link that allows it. Ask for the entries first, then for the packs that are wanted next; every answer that hands
 * out `.heads` is an access.
 */
export const DownloadStudyRequest = z.union([
  z.object({ linkId, session: z.string().max(64), ...wantedFiles }),
  z.object({ studyId, ...wantedFiles }),
]);
export type DownloadStudyRequest = z.infer<typeof DownloadStudyRequest>;

/** One stored file, in the order it was stored. */
export const DownloadEntry = z.object({
  /** Its id in the index, of an instance or a document. */
  id: z.string(),
  /** Opaque id of its series, as in the index. */
  series: z.string(),
  pack: z.int().min(0),
  /** Ordinal in the pack's `.heads`. */
  head: z.int().min(0),
  /** Of the file, and its SHA-256, base64url: compare after rebuilding. */
  bytes: z.int().min(0),
  sha256: z.string().length(43),
});
export type DownloadEntry = z.infer<typeof DownloadEntry>;

export const DownloadStudyResponse = z.object({
  rev: z.int().min(1),
  /** Every pack by number. */
  packs: z.array(z.object({ framesBytes: z.int().min(0), headsBytes: z.int().min(0) })),
  /** Of the packs asked for, by number. `.heads` objects are gzip of shared/src/packs/heads.ts. */
  urls: SignedUrls.extend({ heads: z.record(z.string(), z.string()) }),
  /** Where asked for, all of what may be seen of the study; else empty. */
  entries: z.array(DownloadEntry),
  serverNowMs: ms,
});
export type DownloadStudyResponse = z.infer<typeof DownloadStudyResponse>;

export const Opened = z.object({
  studyId: z.string(),
  rev: z.int().min(1),
  /** For the owner only: what they save names the life of the study it belongs to. */
  incarnation: z.string().optional(),
  identity: PatientIdentity,
  identityConflict: z.boolean(),
  /** What contradicts `identity`, where something does: show both. */
  otherIdentities: z.array(PatientIdentity).max(8).optional(),
  /** The link shows no identity: `identity` and `description` are empty on purpose, ids are this link's own. */
  identityRemoved: z.literal(true).optional(),
  /** StudyInstanceUID and accession number are for the owner only. */
  description: StudyDescription.partial(),
  series: z.array(SeriesSummary),
  /** In words: shared/src/completeness.ts. */
  completeness: Completeness,
  /** Packs of the first stack; others are asked for by renew when they are needed. */
  urls: SignedUrls,
  /** The server's clock, so that a wrong clock in the browser does not make URLs look expired. */
  serverNowMs: ms,
  indexBytes: z.int().min(0),
  /** The frame whose leading bytes (FrameRef.leadBytes, or all of it if that is small) end the body. */
  first: z.object({ instance: z.int(), frame: z.int(), bytes: z.int().min(0) }).optional(),
  link: z
    .object({
      linkId: z.string(),
      session: z.string(),
      expiresAtMs: ms,
      /** The files themselves may be had (DownloadStudyRequest); absent: they may not. */
      download: z.boolean().optional(),
    })
    .optional(),
});
export type Opened = z.infer<typeof Opened>;

export function encodeOpened(opened: Opened, index: Uint8Array, lead: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(opened));
  const body = new Uint8Array(4 + json.length + index.length + lead.length);
  new DataView(body.buffer).setUint32(0, json.length, true);
  body.set(json, 4);
  body.set(index, 4 + json.length);
  body.set(lead, 4 + json.length + index.length);
  return body;
}

/** Throws where lengths contradict each other or the JSON is not an `Opened`. */
export const decodeOpened = (body: ArrayBuffer): BodyOf<Opened> =>
  splitOpened(body, (json) => Opened.parse(json));
