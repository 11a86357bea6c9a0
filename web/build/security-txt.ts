/** Writes `/.well-known/security.txt` (RFC 9116) with the contact that the operator of this build has configured. */
import type { Plugin } from 'vite';
import { parseOperator } from '../src/legal/operator.ts';

/** RFC 9116, 2.5.5: less than a year ahead. */
const validMs = 360 * 86_400_000;

/** undefined where nobody has said whom to write to: an invented address would be worse than none. */
export function securityText(operatorJson: string | undefined, nowMs: number): string | undefined {
  const { isExample, securityEmail } = parseOperator(operatorJson);
  if (isExample) return undefined;
  const expires = new Date(nowMs + validMs).toISOString().replace(/\.\d{3}/, '');
  return [`Contact: mailto:${securityEmail}`, `Expires: ${expires}`, 'Preferred-Languages: en', ''].join(
    '\n',
  );
}

export function securityTxt(): Plugin {
  let operatorJson: string | undefined;
  return {
    name: 'security-txt',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    configResolved({ env }) {
      const said: unknown = env['VITE_OPERATOR'];
      operatorJson = typeof said === 'string' ? said : undefined;
    },
    generateBundle() {
      const source = securityText(operatorJson, Date.now());
      if (source !== undefined)
        this.emitFile({ type: 'asset', fileName: '.well-known/security.txt', source });
    },
  };
}
