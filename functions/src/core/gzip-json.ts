/** Manifests rest as gzip of JSON. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { limits } from '@pacs/shared/limits';
import type { ZodType } from 'zod';

export function gzipJson(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** Both or, where together they are more than a study may take, nothing. */
export function gzipManifest(
  index: unknown,
  ledger: unknown,
): { index: Uint8Array; ledger: Uint8Array } | undefined {
  const texts = [JSON.stringify(index), JSON.stringify(ledger)];
  if (lengthOf(texts) > limits.studyJsonMaxBytes) return undefined;
  const [first, second] = texts.map((text) => gzipSync(text));
  if (!first || !second || first.length + second.length > limits.studyManifestMaxBytes) return undefined;
  return { index: first, ledger: second };
}

const lengthOf = (texts: readonly string[]) => texts.reduce((sum, { length }) => sum + length, 0);

export function gunzipJson<T>(schema: ZodType<T>, bytes: Uint8Array): T {
  return schema.parse(JSON.parse(gunzipSync(bytes).toString('utf8')));
}
