import { expect, it } from 'vitest';
import type { BundleFile } from '../../web/src/upload/core/file-work.ts';
import { writeBundle } from '../../web/src/upload/core/write-bundle.ts';
import { eventually } from '../support/eventually.ts';
import { engineSet, entriesOf, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { fakeServer } from './fakes/server.ts';

const MiB = 1024 * 1024;

/** Four bundles of native images: 1, 1, 2 and 1; `log` is what was packed and what the server was asked, in order. */
function setting() {
  const server = fakeServer();
  const begin = server.tickets.begin.bind(server.tickets);
  const log: string[] = [];
  server.tickets.begin = (request) => {
    log.push('begin');
    return begin(request);
  };
  let failing = 0;
  let packed = 0;
  const writer = {
    writeBundle: async (files: BundleFile[]) => {
      log.push(`pack ${String(files.length)}`);
      if ((failing -= 1) >= 0) throw new Error('no room');
      const written = await writeBundle(files, () => Promise.resolve(undefined));
      packed += 1;
      return written;
    },
  };
  const files = [1, 2, 3, 4, 5].map((i) => noise(4 * MiB, i));
  const instances = files.map((bytes, i) => instance(bytes, String(i), { native: true }));
  const set = engineSet({ server, writer });
  return {
    ...set,
    log,
    files,
    instances,
    failNext: () => (failing = 1),
    packed: () => packed,
    /** What was sent, in whatever order. */
    sent: async () => (await Promise.all([...server.objects.values()].map(entriesOf))).flat(),
  };
}

const same = (sent: Uint8Array[], files: Uint8Array[]) => {
  const inOrder = (all: Uint8Array[]) => all.map((bytes) => Buffer.from(bytes).toString('base64')).sort();
  expect(inOrder(sent).every((one, i) => one === inOrder(files)[i])).toBe(true);
  expect(sent).toHaveLength(files.length);
};

it('what is likely to be sent first is packed before it is asked for and named with the ticket, and once', async () => {
  const { engine, clock, log, instances, files, sent, server, packed } = setting();
  engine.prepare(instances);
  await eventually(() => {
    expect(packed()).toBe(3);
  });
  engine.add(offer(instances));
  await until(engine, clock, 'receiving');
  expect(log).toEqual(['pack 1', 'pack 1', 'pack 2', 'begin', 'pack 1']);
  expect(server.calls.filter((call) => call === 'addBundles')).toHaveLength(1);
  same(await sent(), files);
});

it('without that, it is packed while leave to upload is asked', async () => {
  const { engine, clock, log, instances, files, sent } = setting();
  engine.add(offer(instances));
  await until(engine, clock, 'receiving');
  expect(log.slice(0, 4).sort()).toEqual(['begin', 'pack 1', 'pack 1', 'pack 2']);
  expect(log).toHaveLength(5);
  same(await sent(), files);
});

it('what turns out otherwise is packed as it is: a series is unticked, some is stored already, packing failed', async () => {
  const { engine, clock, log, instances, files, sent, server, failNext } = setting();
  failNext();
  engine.prepare(instances);
  await eventually(() => {
    expect(log).toHaveLength(3);
  });
  server.alreadyStored = [0];
  engine.add(offer(instances.slice(1)));
  await until(engine, clock, 'receiving');
  same(await sent(), files.slice(2));
});

it('packing that failed ahead is tried once more when it is needed', async () => {
  const { engine, clock, log, instances, files, sent, failNext } = setting();
  failNext();
  engine.prepare(instances);
  await eventually(() => {
    expect(log).toHaveLength(3);
  });
  engine.add(offer(instances));
  await until(engine, clock, 'receiving');
  same(await sent(), files);
});

it('nothing is packed ahead while another upload is sent, and what was is forgotten with the list', async () => {
  const { engine, clock, log, instances, server } = setting();
  engine.prepare(instances);
  await eventually(() => {
    expect(log).toHaveLength(3);
  });
  engine.prepare([]);
  await clock.advance(100);
  let letGo = (): void => undefined;
  server.beginHeld = new Promise<void>((resolve) => (letGo = resolve));
  engine.add(offer(instances));
  await eventually(() => {
    expect(log.slice(3).sort()).toEqual(['begin', 'pack 1', 'pack 1', 'pack 2']);
  });
  engine.prepare([instance(noise(2 * MiB, 9), 'other', { native: true })]);
  await clock.advance(100);
  letGo();
  await until(engine, clock, 'receiving');
  expect(log).toHaveLength(8);
});

it('what was named with the ticket goes on under its name after a reload', async () => {
  const { engine, clock, instances, files, server, sessions, sent, packed } = setting();
  engine.prepare(instances);
  await eventually(() => {
    expect(packed()).toBe(3);
  });
  // The first page comes no further than that.
  const { tickets, transport } = { tickets: { ...server.tickets }, transport: { ...server.transport } };
  server.transport.start = () => new Promise(() => undefined);
  server.tickets.addBundles = () => new Promise(() => undefined);
  engine.add(offer(instances));
  const named = () =>
    [...sessions.kept.values()].flatMap(({ bundles }) => bundles.map(({ name }) => name)).slice(0, 3);
  await eventually(async () => {
    await clock.advance(100);
    expect(named()).toEqual(['b0', 'b1', 'b2']);
  });
  const next = engineSet({ server: { ...server, tickets, transport }, sessions });
  next.engine.add(offer(instances));
  await until(next.engine, next.clock, 'receiving');
  expect([...server.objects.keys()]).toEqual(expect.arrayContaining(['b0', 'b1', 'b2']));
  expect(server.calls.filter((call) => call === 'begin')).toHaveLength(1);
  same(await sent(), files);
});
