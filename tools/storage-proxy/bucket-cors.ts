import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The file given to `gcloud storage buckets update --cors-file`. */
const CorsFile = z.array(
  z.object({
    origin: z.array(z.string()),
    method: z.array(z.string()),
    responseHeader: z.array(z.string()).default([]),
    maxAgeSeconds: z.int().default(3600),
  }),
);
export type BucketCors = z.infer<typeof CorsFile>;

export function readCorsFile(path: string): BucketCors {
  return CorsFile.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Headers for an answer to `origin`; none where the bucket's configuration does not name it. */
export function corsHeaders(
  cors: BucketCors,
  request: { origin: string | undefined; method: string; preflightHeaders?: string[] },
): Record<string, string> {
  const { origin, preflightHeaders } = request;
  if (origin === undefined) return {};
  const rule = cors.find(
    (entry) =>
      (entry.origin.includes('*') || entry.origin.includes(origin)) && entry.method.includes(request.method),
  );
  if (rule === undefined) return {};
  const allowOrigin = rule.origin.includes('*') ? '*' : origin;
  const common = { 'access-control-allow-origin': allowOrigin, vary: 'Origin' };
  if (preflightHeaders === undefined) {
    return { ...common, 'access-control-expose-headers': rule.responseHeader.join(', ') };
  }
  const known = rule.responseHeader.map((name) => name.toLowerCase());
  if (preflightHeaders.some((name) => !known.includes(name.toLowerCase()))) return {};
  return {
    ...common,
    'access-control-allow-methods': rule.method.join(','),
    'access-control-allow-headers': preflightHeaders.join(','),
    'access-control-max-age': String(rule.maxAgeSeconds),
  };
}
