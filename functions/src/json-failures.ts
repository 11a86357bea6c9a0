import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import type { AppErrorCode } from '@pacs/shared/errors';

const isPage = (response: ServerResponse) =>
  response.statusCode >= 400 && String(response.getHeader('Content-Type')).startsWith('text/html');

function describeAsJson(response: ServerResponse): string {
  const error: AppErrorCode =
    response.statusCode === 413 ? 'too-large' : response.statusCode < 500 ? 'invalid-argument' : 'internal';
  const body = JSON.stringify({ error });
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.setHeader('Cache-Control', 'no-store');
  return body;
}

/**
 * Bodies are parsed around our code, before any of it runs, and what cannot be read is answered there with a page that
 * quotes the parser and, outside of production, its stack. No place is offered for another answer: so every such page
 * of this process leaves as the JSON that all failures are, its status kept.
 */
export function answerFailuresAsJson(): void {
  subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse };
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    const endAsJson = (...given: unknown[]) =>
      !response.headersSent && isPage(response) ? end(describeAsJson(response)) : end(...given);
    response.end = endAsJson as typeof response.end;
  });
}
