import { Writer } from '@zip.js/zip.js';

/** The entry gave more bytes than its directory record said. */
export class EntryTooLong extends Error {
  override readonly name = 'EntryTooLong';
}

/** Collects an entry into a buffer of exactly the declared size; a longer one fails at its first byte too many. */
export class BoundedWriter extends Writer<Uint8Array<ArrayBuffer>> {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #at = 0;

  constructor(declaredBytes: number) {
    super();
    this.#bytes = new Uint8Array(declaredBytes);
  }

  override writeUint8Array(chunk: Uint8Array): Promise<void> {
    if (this.#at + chunk.length > this.#bytes.length) return Promise.reject(new EntryTooLong());
    this.#bytes.set(chunk, this.#at);
    this.#at += chunk.length;
    return Promise.resolve();
  }

  override getData(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(this.#bytes.subarray(0, this.#at));
  }
}
