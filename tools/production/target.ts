import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { root } from '../stack/directories.ts';
import type { StackInfo } from '../stack/stack-info.ts';
import { UserError } from '../stack/user-error.ts';

/** Addresses of a deployment. */
export interface Target {
  apiKey: string;
  buckets: { uploads: string; studies: string };
  identity: string;
  /** Below it lie the callables by name. */
  functions: string;
  /** REST root of the database's documents. */
  documents: string;
  /** Firebase's endpoint of Cloud Storage. */
  uploads: string;
  web: string;
}

const FirebaseOptions = z.object({ apiKey: z.string(), projectId: z.string() });

/** What the README has an operator write: web/.env.production.local and functions/.env.PROJECT. */
export function deployedTarget(project: string): Target {
  const web = readEnvironment(join(root, 'web', '.env.production.local'));
  const functions = readEnvironment(join(root, 'functions', `.env.${project}`));
  const options = FirebaseOptions.parse(JSON.parse(web('VITE_FIREBASE_CONFIG')));
  if (options.projectId !== project) {
    throw new UserError(`VITE_FIREBASE_CONFIG is that of ${options.projectId}, not of ${project}.`);
  }
  return {
    apiKey: options.apiKey,
    buckets: { uploads: functions('PACS_UPLOADS_BUCKET'), studies: functions('PACS_STUDIES_BUCKET') },
    identity: 'https://identitytoolkit.googleapis.com',
    functions: `https://${functions('PACS_REGION')}-${project}.cloudfunctions.net`,
    documents: `https://firestore.googleapis.com/v1/projects/${project}/databases/(default)/documents`,
    uploads: 'https://firebasestorage.googleapis.com',
    web: `https://${project}.web.app`,
  };
}

/** A local stack, so that the checks themselves are tested. */
export function stackTarget({ origins, projectId, region, buckets }: StackInfo): Target {
  return {
    apiKey: 'demo-key',
    buckets,
    identity: `${origins.auth}/identitytoolkit.googleapis.com`,
    functions: `${origins.functions}/${projectId}/${region}`,
    documents: `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents`,
    uploads: origins.storageProxy,
    web: origins.hosting,
  };
}

function readEnvironment(file: string): (name: string) => string {
  let values: NodeJS.Dict<string>;
  try {
    values = parseEnv(readFileSync(file, 'utf8'));
  } catch {
    throw new UserError(`${file} is missing: the README’s deployment steps say what goes into it.`);
  }
  return (name) => {
    const value = values[name];
    if (value === undefined) throw new UserError(`${file} does not set ${name}.`);
    return value;
  };
}
