/** Time as a port, so that tests need no waiting. */
export interface Clock {
  nowMs(): number;
  /** Rejects with the signal's reason when it aborts first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** In [0, 1): jitter. */
  random(): number;
}
