/** Requests and answers of the callable functions; both sides parse with these. */
import { z } from 'zod';
import { ExportPart, Profile } from './account.ts';
import { Annotation, annotationId } from './annotations.ts';
import { KeepRule, holdReasonMax } from './keeping.ts';
import { leftOutReasons } from './left-out.ts';
import { languageIds } from './languages.ts';
import { limits } from './limits.ts';
import { LinkAlert } from './messages.ts';
import {
  enterRightsRequest,
  openRightsRequest,
  readConsents,
  readIngestHealth,
  readStorage,
  stepRightsRequest,
} from './operator.ts';
import { plainWords } from './plain-words.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const uid = z.string().max(128);

/** Whether a text names no page of the web and no mailbox, as far as mail programs make links of it: no word is dotted. */
export const holdsNoAddress = (words: string) =>
  !/:\/\/|\bwww\.|@|[\p{L}\p{N}][.\u3002]\p{L}{2,}/iu.test(plainWords(words));

export const acceptTerms = {
  request: z.object({
    /** `policies`: not accepted, but seen. */
    terms: z.enum(['professionalAdult', 'uploadGrounds', 'policies']),
    textVersion: z.string().max(32),
  }),
  response: z.object({ ok: z.literal(true) }),
};

const bundleSizes = z.array(z.object({ bytes: z.int().min(1).max(limits.bundleMaxBytes) }));

/** One call per study and drop, before the first byte leaves. */
export const beginUpload = {
  request: z.object({
    /** As read from the files; only used to find what is stored already. '' where the file has none. */
    studyInstanceUID: uid,
    patientID: uid,
    issuerOfPatientID: uid,
    instances: z
      .array(z.object({ sopInstanceUID: uid, sha256: z.string().length(43) }))
      .max(limits.instancesPerUpload),
    /** Claims for the owner's own eyes: files left out by choice, and files that a DICOMDIR names and the disc lacks. */
    leftOut: z.int().min(0).max(limits.instancesPerUpload),
    missingByDirectory: z.int().min(0).max(limits.instancesPerUpload),
    /** Bundles that are packed already, and hold where nothing is stored: as `addBundles`. */
    bundles: bundleSizes.max(limits.bundlesBegunWith).exactOptional(),
  }),
  response: z.object({
    uploadId: id,
    /** Ordinals of `instances` that are stored already, byte for byte. */
    stored: z.array(z.int().min(0)),
    expiresAtMs: z.int(),
    bucket: z.string(),
    /** Of `bundles`; none where something is stored. */
    names: z.array(id),
  }),
};

/** Names and sizes of bundles, decided after the answer above; may be called again while the ticket is open. */
export const addBundles = {
  request: z.object({
    uploadId: id,
    bundles: bundleSizes.min(1).max(limits.bundlesPerUpload),
  }),
  /** Random object names in the order of the request: upload to `{uploadId}/{name}` of `bucket`. */
  response: z.object({ bucket: z.string(), names: z.array(id) }),
};

/** Nothing more will come (bundles still on their way are waited for, those named in `abandoned` are not). */
export const finishUpload = {
  request: z.object({ uploadId: id, abandoned: z.array(id).max(limits.bundlesPerUpload).default([]) }),
  response: z.object({ ok: z.literal(true) }),
};

/** Forget what has not been ingested; objects and ticket go, what is in the study stays. */
export const cancelUpload = {
  request: z.object({ uploadId: id }),
  response: z.object({ ok: z.literal(true) }),
};

export const deleteStudy = {
  request: z.object({ studyId: id }),
  response: z.object({ ok: z.literal(true) }),
};

/**
 * The owner says that all of the study is one patient's, and which identity is right: 0 the study's own, n the n-th of
 * StudyDocument.identityConflict. `seen` is how many contradicted when they chose: `conflict` where that changed.
 */
export const resolveIdentity = {
  request: z.object({ studyId: id, identity: z.int().min(0).max(8), seen: z.int().min(1).max(8) }),
  response: z.object({ ok: z.literal(true) }),
};

/** From now on, or to a point in time by the server's clock, which has to lie within the same bounds. One of the two. */
const expiry = {
  lifetimeMs: z.int().min(limits.linkMinMs).max(limits.linkMaxMs).optional(),
  expiresAtMs: z.int().min(0).optional(),
};

export const createLink = {
  request: z.object({
    studyId: id,
    ...expiry,
    note: z.string().max(limits.linkNoteMax).optional(),
    /** Opaque ids of the only series it is to show, now and later; absent: all of the study. */
    series: z.array(id).min(1).max(limits.linkMaxSeries).optional(),
    /** Its visitors may have the files themselves; absent: they may not. */
    download: z.boolean().optional(),
    /** Shows no identity; what cannot be shown so is left out (previewWithoutIdentity). Not with `download`. */
    withoutIdentity: z.boolean().optional(),
    /** Sessions that may begin; a reload goes on with its own. */
    maxViews: z.int().min(1).max(limits.linkMaxViews).optional(),
    passcode: z
      .object({
        words: z.string().min(limits.passcodeMinLength).max(limits.passcodeMaxLength),
        /** Wrong ones before the link is locked. */
        maxTries: z.int().min(limits.linkTriesMin).max(limits.linkTriesMax),
      })
      .optional(),
    /** When its owner wants to be told. */
    alerts: z.array(LinkAlert).max(3).optional(),
  }),
  /** The token is shown once; the link is `{origin}/v#{token}`. */
  response: z.object({ linkId: id, token: z.string(), expiresAtMs: z.int() }),
};

/** What a link without identity would leave out, series by series. */
export const previewWithoutIdentity = {
  request: z.object({ studyId: id }),
  /** No reason: it is shown. */
  response: z.object({
    series: z.array(z.object({ id, leftOut: z.array(z.enum(leftOutReasons)) })),
  }),
};

export const revokeLink = {
  request: z.object({ linkId: id }),
  response: z.object({ ok: z.literal(true) }),
};

/** Of one study, or of all; those that have expired are left as they are. */
export const revokeLinks = {
  request: z.object({ studyId: id.optional() }),
  response: z.object({ revoked: z.int().min(0) }),
};

/** Sets another end, from now on; also for a link that has expired, never for one that was revoked. */
export const extendLink = {
  request: z.object({ linkId: id, ...expiry }),
  response: z.object({ expiresAtMs: z.int() }),
};

/** After wrong passcodes: so many may be tried again. */
export const unlockLink = {
  request: z.object({ linkId: id }),
  response: z.object({ ok: z.literal(true) }),
};

/** What its owner has written beside a link, for themselves; '' removes it. */
export const noteLink = {
  request: z.object({ linkId: id, note: z.string().max(limits.linkNoteMax) }),
  response: z.object({ ok: z.literal(true) }),
};

/** When the owner of a link wants to be told; [] is never. */
export const setLinkAlerts = {
  request: z.object({ linkId: id, alerts: z.array(LinkAlert).max(3) }),
  response: z.object({ ok: z.literal(true) }),
};

/** Sends a link that its owner holds the token of: the server has but its hash. */
export const mailLink = {
  request: z.object({
    token: z.string().max(64),
    to: z.email().max(254),
    language: z.enum(languageIds),
    /** The sender's own words: never addresses of pages, which would make others' bait of the operator's mail. */
    words: z.string().max(limits.mailWordsMax).refine(holdsNoAddress).optional(),
  }),
  response: z.object({ mailId: id }),
};

/** Alerts that their owner has seen. */
export const readAlerts = {
  request: z.object({ alertIds: z.array(id).min(1).max(limits.alertsMarkedAtOnce) }),
  response: z.object({ ok: z.literal(true) }),
};

/** Changes to the annotations of one series; of two writers of the same one the later counts. */
export const saveAnnotations = {
  request: z.object({
    studyId: id,
    /** As the study was opened: what was drawn in an earlier life is refused. */
    incarnation: z.string().max(128),
    series: id,
    put: z.array(Annotation).max(limits.annotationsPerSeries),
    remove: z.array(annotationId).max(limits.annotationsPerSeries),
  }),
  /** Revision of the series' document that holds the changes. */
  response: z.object({ rev: z.int().min(0) }),
};

/** All of it at once; what is absent is removed. */
export const saveProfile = {
  request: Profile,
  response: z.object({ ok: z.literal(true) }),
};

/** Of one study, where no rule gives it back to the owner's own; without `studyId`, of all that have none. */
export const setKeepRule = {
  request: z.object({ studyId: id.optional(), rule: KeepRule.optional() }),
  response: z.object({ ok: z.literal(true) }),
};

/** A legal hold: while it lasts, the study is deleted by nobody. */
export const setHold = {
  request: z.object({ studyId: id, held: z.boolean(), reason: z.string().max(holdReasonMax).optional() }),
  response: z.object({ ok: z.literal(true) }),
};

/** Whoever signed in before has to sign in again, this caller too. */
export const signOutEverywhere = {
  request: z.object({}),
  response: z.object({ ok: z.literal(true) }),
};

/** Wants a sign-in of the last minutes; so do the calls below that say `recent`. */
export const requestDeletion = {
  request: z.object({}),
  response: z.object({ dueMs: z.int().min(0) }),
};

export const cancelDeletion = {
  request: z.object({}),
  response: z.object({ ok: z.literal(true) }),
};

/** Recent. One at a time: where one is under way, that one is named. */
export const requestExport = {
  request: z.object({}),
  response: z.object({ exportId: id }),
};

/** Recent. URLs of an export's parts, for some minutes. */
export const openExport = {
  request: z.object({ exportId: id }),
  response: z.object({ parts: z.array(ExportPart.extend({ url: z.string() })), expireAtMs: z.int().min(0) }),
};

export const callables = {
  acceptTerms,
  beginUpload,
  addBundles,
  finishUpload,
  cancelUpload,
  deleteStudy,
  resolveIdentity,
  createLink,
  previewWithoutIdentity,
  revokeLink,
  revokeLinks,
  extendLink,
  unlockLink,
  noteLink,
  setLinkAlerts,
  mailLink,
  readAlerts,
  saveAnnotations,
  saveProfile,
  setKeepRule,
  setHold,
  signOutEverywhere,
  requestDeletion,
  cancelDeletion,
  requestExport,
  openExport,
  enterRightsRequest,
  openRightsRequest,
  stepRightsRequest,
  readIngestHealth,
  readStorage,
  readConsents,
} as const;
export type CallableName = keyof typeof callables;
export type CallableRequest<N extends CallableName> = z.infer<(typeof callables)[N]['request']>;
export type CallableResponse<N extends CallableName> = z.infer<(typeof callables)[N]['response']>;
