/** Packs reach the bucket over connections that are lost without a word, answers that are lost, services that are away. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Storage } from '@google-cloud/storage';
import { crc32c } from '@pacs/shared/crc32c';
import { afterEach, expect, test } from 'vitest';
import { storagePacks } from '../../functions/src/adapters/storage-buckets.ts';

const parts = [Uint8Array.of(1, 2, 3), new Uint8Array(600_000).fill(7), Uint8Array.of(9)];
const whole = Buffer.concat(parts);

/** How the server treats a write; `store` answers as the service does. */
type Answer = 'store' | 'silence' | 'store-in-silence' | 'hang-up' | 'away' | 'refuse';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const base64Crc = (bytes: Uint8Array) => {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32c(bytes));
  return checksum.toString('base64');
};

/** A bucket of one object, as the JSON API shows it. Answers are taken in order, the last one again and again. */
async function bucketThat(answers: readonly Answer[]) {
  const world: { stored?: Uint8Array; writes: number } = { writes: 0 };
  const metadata = () => {
    const bytes = world.stored ?? new Uint8Array();
    return JSON.stringify({ name: 'o', bucket: 'b', size: String(bytes.length), crc32c: base64Crc(bytes) });
  };
  const failure = (code: number) => JSON.stringify({ error: { code, message: 'no', errors: [] } });
  const reply = (response: ServerResponse, status: number, body = failure(status)) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      reply(response, world.stored ? 200 : 404, metadata());
      return;
    }
    void bodyOf(request).then((body) => {
      const answer = answers[Math.min(world.writes, answers.length - 1)];
      world.writes += 1;
      if (answer === 'silence') return;
      if (answer === 'hang-up') request.socket.destroy();
      else if (answer === 'away') reply(response, 503);
      else if (answer === 'refuse') reply(response, 403);
      else if (world.stored) reply(response, 412);
      else {
        world.stored = mediaOf(body);
        if (answer === 'store') reply(response, 200, metadata());
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const storage = new Storage({ projectId: 'p', apiEndpoint: `http://127.0.0.1:${String(port)}` });
  const packs = storagePacks(storage.bucket('b'), { tries: 3, tryMaxMs: 1_500, waitMs: 1 });
  return { world, packs };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The second part of multipart/related. */
function mediaOf(body: Buffer): Uint8Array {
  const boundary = body.subarray(0, body.indexOf('\r\n'));
  const second = body.indexOf(boundary, boundary.length);
  const from = body.indexOf('\r\n\r\n', second) + 4;
  return body.subarray(from, body.lastIndexOf(Buffer.concat([Buffer.from('\r\n'), boundary])));
}

test.each<[string, Answer[], number]>([
  ['at once', ['store'], 1],
  ['after a try that is never answered', ['silence', 'store'], 2],
  ['after two of them', ['silence', 'silence', 'store'], 3],
  ['after a connection that ends', ['hang-up', 'store'], 2],
  ['after a service that is away', ['away', 'store'], 2],
  ['by a try whose answer never comes', ['store-in-silence', 'store'], 2],
])('an object is written %s', async (_how, answers, writes) => {
  const { world, packs } = await bucketThat(answers);
  await packs.put('o', parts);
  expect(Buffer.compare(world.stored ?? new Uint8Array(), whole)).toBe(0);
  expect(world.writes).toBe(writes);
});

test('silence without end is an error that a later run may mend', async () => {
  const { world, packs } = await bucketThat(['silence']);
  await expect(packs.put('o', parts)).rejects.toThrow();
  // On a busy machine a try may end before its request has arrived.
  expect(world.writes).toBeGreaterThan(1);
  expect(world.writes).toBeLessThanOrEqual(3);
});

test('what is refused is not tried again', async () => {
  const { world, packs } = await bucketThat(['refuse']);
  await expect(packs.put('o', parts)).rejects.toMatchObject({ code: 403 });
  expect(world.writes).toBe(1);
});

test('an object that lies there from before is no success, whatever was tried', async () => {
  const { world, packs } = await bucketThat(['store']);
  await packs.put('o', [Uint8Array.of(5)]);
  await expect(packs.put('o', parts)).rejects.toMatchObject({ code: 412 });
  expect(world.stored).toEqual(Buffer.of(5));
  const silent = await bucketThat(['silence', 'store']);
  silent.world.stored = Uint8Array.of(5);
  await expect(silent.packs.put('o', parts)).rejects.toMatchObject({ code: 412 });
});
