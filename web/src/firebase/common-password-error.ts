/** With a code beside Firebase's own, so that auth-words.ts has its words. */
export class CommonPasswordError extends Error {
  override readonly name = 'CommonPasswordError';
  readonly code = 'app/common-password';
}
