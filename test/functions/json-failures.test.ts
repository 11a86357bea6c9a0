import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { answerFailuresAsJson } from '../../functions/src/json-failures.ts';

answerFailuresAsJson();
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function ask(answer: RequestListener): Promise<Response> {
  const server = createServer(answer);
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
}

/** As Express answers what its body parser throws. */
const page =
  (status: number): RequestListener =>
  (_request, response) => {
    const body = '<pre>SyntaxError: Unexpected token<br> at JSON.parse</pre>';
    response.statusCode = status;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(body));
    response.end(body, 'utf8');
  };

test.each([
  [400, 'invalid-argument'],
  [415, 'invalid-argument'],
  [413, 'too-large'],
  [500, 'internal'],
])('a page about a failure with status %i leaves as JSON, without what it said', async (status, error) => {
  const response = await ask(page(status));
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe(JSON.stringify({ error }));
});

test('what goes well, and failures that are no pages, leave as they are', async () => {
  const well = await ask(page(200));
  expect(await well.text()).toContain('JSON.parse');
  const typed = await ask((_request, response) => {
    response.writeHead(410, { 'Content-Type': 'application/json' }).end('{"error":"link-unavailable"}');
  });
  expect([typed.status, await typed.text()]).toEqual([410, '{"error":"link-unavailable"}']);
});
