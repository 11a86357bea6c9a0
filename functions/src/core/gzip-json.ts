/** Manifests rest as gzip of JSON. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ZodType } from 'zod';

export function gzipJson(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

export function gunzipJson<T>(schema: ZodType<T>, bytes: Uint8Array): T {
  return schema.parse(JSON.parse(gunzipSync(bytes).toString('utf8')));
}
