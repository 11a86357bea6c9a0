/**
 * Why a link without identity does not show a series. Decided by the functions (core/access/without-identity), said in
 * words by the interface.
 */
export const leftOutReasons = [
  /** A report, PDF, selection, presentation state, video, …: its patient's own text. */
  'document',
  /** Of a kind that usually has words in its picture, or that nothing here knows. */
  'kind',
  'capture',
  'dose-page',
  /** BurnedInAnnotation says so. */
  'burned-in',
  /** It does not say that its picture is free of words, and others of its kind are not. */
  'not-stated',
  /** A picture of a screen in the guise of a slice: colour, or eight bits. */
  'screen-image',
  'overlay',
  /** Compressed elsewhere: what else lies in such a stream nobody looks at here. */
  'foreign-coding',
  /** Stored in one object with other series. */
  'together',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];
