import { stackInfo } from '../support/stack.ts';

/** Runs a scheduled function to its end: no emulator has a clock for them. */
export async function runSchedule(name: string): Promise<void> {
  const { origins, projectId, region } = stackInfo();
  const url = `${origins.functions}/functions/projects/${projectId}/triggers/${region}-${name}-0`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`${name} answered ${String(answer.status)}: ${await answer.text()}`);
}
