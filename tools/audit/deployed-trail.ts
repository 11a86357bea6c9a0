/** The audit trail of a deployment, read with the operator's own credentials (`gcloud auth application-default login`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import type { sealPorts } from '../../functions/src/wiring-seals.ts';
import { root } from '../stack/directories.ts';
import { UserError } from '../stack/user-error.ts';

/** From the command line: `--project PROJECT` and, where it is asked for, `--owner UID`. */
export function optionsOf(): { project: string; owner: string | undefined } {
  const { values } = parseArgs({ options: { project: { type: 'string' }, owner: { type: 'string' } } });
  if (values.project === undefined) throw new UserError('Name the project: --project PROJECT');
  return { project: values.project, owner: values.owner };
}

export type TrailPorts = ReturnType<typeof sealPorts>;

/** As the functions of this project are wired. */
export async function deployedTrail(project: string): Promise<TrailPorts> {
  const file = join(root, 'functions', `.env.${project}`);
  try {
    Object.assign(process.env, { GCLOUD_PROJECT: project, ...parseEnv(readFileSync(file, 'utf8')) });
  } catch {
    throw new UserError(`${file} is missing: the README’s deployment steps say what goes into it.`);
  }
  // What is read from the environment is read when this loads.
  const wiring = await import('../../functions/src/wiring-seals.ts');
  return wiring.sealPorts();
}

/** What Google's libraries throw carries a code, and nothing an operator could go by but its message. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError || !('code' in error)) return error;
  return new UserError(
    `The project could not be asked: ${error.message}\nYour credentials come from \`gcloud auth application-default login\`; they need to read Firestore and the bucket of seals.`,
  );
}
