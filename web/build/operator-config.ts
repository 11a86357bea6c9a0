/** Says what of the operator's own details a build has not been told, and fails it where they are wrong. */
import type { Plugin } from 'vite';
import { z } from 'zod';
import { Operator } from '../src/legal/operator.ts';

const Environment = z.object({
  VITE_OPERATOR: z.string().default(''),
  VITE_MAIL: z.string().default('none'),
});

/** Throws with the names of what is wrong, never its value. */
function parse(text: string): Operator {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('VITE_OPERATOR is not JSON.');
  }
  const { data, error } = Operator.safeParse(value);
  if (data !== undefined) return data;
  const wrong = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')],
  );
  throw new Error(`VITE_OPERATOR lacks a valid ${wrong.join(', ')}.`);
}

/** One line for each detail that nobody has set, with what the pages say instead. Throws where one is wrong. */
export function unsetDetails(environment: unknown): readonly string[] {
  const { VITE_OPERATOR: text, VITE_MAIL: mail } = Environment.parse(environment);
  if (text === '') return ['VITE_OPERATOR: every page shows an example operator, and says so'];
  const { dataProtectionOfficer, mailService, supportHours, processors = [] } = parse(text);
  const lines: [isUnset: boolean, line: string][] = [
    [dataProtectionOfficer === undefined, 'dataProtectionOfficer: the privacy policy names none'],
    [supportHours === undefined, 'supportHours: the support page does not say when somebody answers'],
    [
      mail === 'outbox' && mailService === undefined,
      'mailService: mail is sent (VITE_MAIL), and the processors page names nobody who delivers it',
    ],
    [
      mailService !== undefined && mailService.dpaUrl === undefined,
      'mailService.dpaUrl: the processors page has no agreement to show',
    ],
    ...processors.map(({ name, dpaUrl }): [boolean, string] => [
      dpaUrl === undefined,
      `processors, ${name}: dpaUrl: the processors page has no agreement to show`,
    ]),
  ];
  return lines.flatMap(([isUnset, line]) => (isUnset ? [line] : []));
}

export function operatorConfig(): Plugin {
  let environment: unknown;
  return {
    name: 'operator-config',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    configResolved({ env }) {
      environment = env;
    },
    buildStart() {
      for (const line of unsetDetails(environment)) this.warn(`Not set: ${line}.`);
    },
  };
}
