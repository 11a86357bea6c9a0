/** Proof of consent: what was asked and answered, when and in which words; nothing about who or from where. */
import { z } from 'zod';
import { languageIds } from './languages.ts';

/** Raised when the purposes or what they cover change: everyone is asked again. */
export const consentRevision = 2;

/** Of the words that are asked with (web/src/words/consent). A change of them alone asks nobody again. */
export const consentTextVersion = '2026-11-22';

/** A choice is kept six months in the browser, then asked for again. */
export const consentLifeDays = 182;

const Choice = z.strictObject({
  /** Random, made with the first choice of a browser; together with `madeAtMs` it names one choice. */
  consentId: z.uuid(),
  /** By the visitor's clock. */
  madeAtMs: z.int().min(0),
  revision: z.int().min(1).max(10_000),
  textVersion: z.iso.date(),
  language: z.enum(languageIds),
  analytics: z.boolean(),
  advertising: z.boolean(),
  /** Made while the browser sent Global Privacy Control. */
  underSignal: z.boolean(),
});

export const RecordConsentRequest = Choice;
export type RecordConsentRequest = z.infer<typeof RecordConsentRequest>;

/** `consentProofs/{consentId}.{madeAtMs}`: written once, changed never, removed when its time is over. */
export const ConsentProof = Choice.extend({
  /** By the server's clock. */
  atMs: z.int().min(0),
});
export type ConsentProof = z.infer<typeof ConsentProof>;
