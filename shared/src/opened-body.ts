/** How the answer to opening a study lies in its bytes (opened.ts), without the schemas of what it says. */
export interface BodyOf<T> {
  opened: T;
  /** gzip of the StudyIndex JSON. */
  index: Uint8Array<ArrayBuffer>;
  lead: Uint8Array<ArrayBuffer>;
}

/** `check` throws where the JSON is not an `Opened`; so does this where lengths contradict each other. */
export function splitOpened<T extends { indexBytes: number; first?: { bytes: number } | undefined }>(
  body: ArrayBuffer,
  check: (json: unknown) => T,
): BodyOf<T> {
  const jsonBytes = body.byteLength < 4 ? 0 : new DataView(body).getUint32(0, true);
  if (jsonBytes === 0 || 4 + jsonBytes > body.byteLength) throw new Error('opened: bad length');
  const opened = check(JSON.parse(new TextDecoder().decode(new Uint8Array(body, 4, jsonBytes))));
  const leadBytes = opened.first?.bytes ?? 0;
  if (4 + jsonBytes + opened.indexBytes + leadBytes !== body.byteLength)
    throw new Error('opened: bad length');
  return {
    opened,
    index: new Uint8Array(body, 4 + jsonBytes, opened.indexBytes),
    lead: new Uint8Array(body, 4 + jsonBytes + opened.indexBytes, leadBytes),
  };
}
