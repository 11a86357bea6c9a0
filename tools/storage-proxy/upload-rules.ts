import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { ObjectMetadata } from './emulator-client.ts';
import type { RulesRuntime } from './rules-runtime.ts';

export interface DeclaredObject {
  bucket: string;
  name: string;
  bytes: number;
  metadata: UploadMetadata;
}

/** What a client may say about an object it uploads. */
export const UploadMetadata = z.object({
  contentType: z.string().optional(),
  contentEncoding: z.string().optional(),
  contentDisposition: z.string().optional(),
  contentLanguage: z.string().optional(),
  cacheControl: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;

/** Claims of a Firebase ID token; Auth's emulator leaves it unsigned. */
const IdToken = z.looseObject({ user_id: z.string(), aud: z.string(), exp: z.number() });

export type Verdict = 'allowed' | 'denied' | 'unauthenticated';

/** Asks storage.rules whether an upload may start, on the size and type that the client declares. */
export function createUploadRules(options: {
  runtime: RulesRuntime;
  rulesFile: string;
  projectId: string;
  now: () => number;
}): (
  upload: DeclaredObject,
  authorization: string | undefined,
  existing: ObjectMetadata | undefined,
) => Promise<Verdict> {
  let loaded: { name: string; modifiedMs: number } | undefined;

  async function ruleset(): Promise<string> {
    const modifiedMs = statSync(options.rulesFile).mtimeMs;
    if (loaded?.modifiedMs === modifiedMs) return loaded.name;
    const name = `proxy-${String(modifiedMs)}`;
    await options.runtime.load(name, readFileSync(options.rulesFile, 'utf8'));
    loaded = { name, modifiedMs };
    return name;
  }

  return async (upload, authorization, existing) => {
    const nowMs = options.now();
    const token = readToken(authorization);
    if (token === 'unreadable') return 'unauthenticated';
    if (token !== undefined && (token.exp * 1000 < nowMs || token.aud !== options.projectId))
      return 'unauthenticated';
    const path = `/b/${upload.bucket}/o/${upload.name}`;
    const permitted = await options.runtime.verify(await ruleset(), {
      path,
      method: existing === undefined ? 'create' : 'update',
      variables: {
        resource: toExpression(existing === undefined ? null : resourceOf(existing)),
        request: requestExpression(upload, path, token, nowMs),
      },
    });
    return permitted ? 'allowed' : 'denied';
  };
}

function requestExpression(
  upload: DeclaredObject,
  path: string,
  token: z.infer<typeof IdToken> | undefined,
  nowMs: number,
): object {
  const segments = path.split('/').flatMap((simple) => (simple === '' ? [] : { simple }));
  const { bucket, name, bytes, metadata } = upload;
  return {
    map_value: {
      fields: {
        path: { path_value: { segments } },
        time: { timestamp_value: new Date(nowMs).toISOString() },
        resource: toExpression({ ...metadata, bucket, name, size: bytes, metadata: metadata.metadata ?? {} }),
        auth: toExpression(token === undefined ? null : { uid: token.user_id, token }),
      },
    },
  };
}

function resourceOf(object: ObjectMetadata): Record<string, unknown> {
  const { generation, metageneration, timeCreated, updated, ...plain } = object;
  return {
    ...plain,
    generation: Number(generation),
    metageneration: Number(metageneration),
    timeCreated: new Date(timeCreated),
    updated: new Date(updated),
    metadata: object.metadata ?? {},
  };
}

/** `Firebase <id token>`, or nothing for a stranger. */
function readToken(authorization: string | undefined): z.infer<typeof IdToken> | 'unreadable' | undefined {
  if (authorization === undefined) return undefined;
  const claims = /^(?:Firebase|Bearer) [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization)?.[1];
  if (claims === undefined) return 'unreadable';
  try {
    return IdToken.parse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')));
  } catch {
    return 'unreadable';
  }
}

/** A value in the snake-case JSON of the rules runtime. */
function toExpression(value: unknown): object {
  if (value === null || value === undefined) return { null_value: null };
  if (typeof value === 'string') return { string_value: value };
  if (typeof value === 'boolean') return { bool_value: value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { int_value: value } : { float_value: value };
  if (value instanceof Date) return { timestamp_value: value.toISOString() };
  if (Array.isArray(value)) return { list_value: { values: value.map(toExpression) } };
  const fields = Object.entries(value).map(([name, field]) => [name, toExpression(field)]);
  return { map_value: { fields: Object.fromEntries(fields) as Record<string, object> } };
}
