import { StackInfo } from '../../tools/stack/stack-info.ts';

/** The running stack, as `npm test` or `tools/stack-cli.ts` described it in the variable PACS_STACK. */
export function stackInfo(): StackInfo {
  const json = process.env['PACS_STACK'];
  if (json === undefined) {
    throw new Error('No stack: run npm test, or set PACS_STACK to the line that tools/stack-cli.ts prints.');
  }
  return StackInfo.parse(JSON.parse(json));
}
