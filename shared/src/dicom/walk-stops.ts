/** Why reading a header stops before its end. */
import type { RejectReason } from '../outcomes.ts';

/** The bytes at hand end before the header does. */
export class NeedMore extends Error {
  override readonly name = 'NeedMore';
  readonly bytes: number;
  constructor(bytes: number) {
    super('more bytes needed');
    this.bytes = bytes;
  }
}

export class HeaderRefused extends Error {
  override readonly name = 'HeaderRefused';
  readonly reason: RejectReason;
  constructor(reason: RejectReason) {
    super(reason);
    this.reason = reason;
  }
}
