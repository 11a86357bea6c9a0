/** Puts stored files together again, off the page's thread; `pack.worker.ts` serves it. */
export interface PackUrls {
  frames: string;
  heads: string;
}

export interface PackWork {
  /** Fetches one pack whole; the one before is forgotten. Throws where it cannot be had. */
  open(urls: PackUrls): Promise<void>;
  /** The uploaded file; undefined where what comes out is not what had been stored. */
  file(head: number, sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}
