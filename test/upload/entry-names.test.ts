import { expect, it } from 'vitest';
import { writeBundle } from '../../web/src/upload/core/write-bundle.ts';
import { engineSet, entriesOf, only, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { memorySessions } from './fakes/memory-sessions.ts';
import { fakeServer } from './fakes/server.ts';
import { eventually } from '../support/eventually.ts';

it('a pause while a bundle is packed, and a file lost in it: the others keep their names', async () => {
  let packed = (): void => undefined;
  let packings = 0;
  const set = engineSet({
    writer: {
      writeBundle: async (files) => {
        packings += 1;
        await new Promise<void>((resolve) => (packed = resolve));
        const { bundle } = await writeBundle(files.slice(1), () => Promise.resolve(undefined));
        return { bundle, lost: [0] };
      },
    },
  });
  const { server, clock, engine } = set;
  const kept = noise(100, 2);
  engine.add(offer([instance(noise(100, 1), 'gone'), instance(kept, 'kept')]));
  await eventually(async () => {
    await clock.advance(100);
    expect(packings).toBe(1);
  });
  engine.pause();
  engine.resume();
  await clock.advance(1000);
  packed();
  await until(engine, clock, 'receiving');
  expect(packings).toBe(1);
  expect(await entriesOf(server.objects.get('b0'))).toEqual([kept]);
  server.ingest('b0', [{ entry: 0, outcome: 'rejected', reason: 'bad-header' }]);
  expect((await until(engine, clock, 'done')).problems).toEqual([
    { label: 'gone', reason: 'lost' },
    { label: 'kept', reason: 'bad-header' },
  ]);
});

it('names the right file of a bundle that an earlier page sent, where only some of its files are given again', async () => {
  const server = fakeServer();
  const sessions = memorySessions();
  const [a, b, c] = [noise(100, 1), noise(100, 2), noise(7_000_000, 3)];
  const first = engineSet({ server, sessions });
  first.engine.add(offer([instance(a, 'a'), instance(b, 'b'), instance(c, 'c', { native: true })]));
  // The large one waits for its turn while the line is down.
  const start = server.transport.start.bind(server.transport);
  server.transport.start = (object, signal) =>
    object.bytes > 1_000_000 ? new Promise(() => undefined) : start(object, signal);
  await eventually(async () => {
    await first.clock.advance(1000);
    expect(server.objects.size).toBe(1);
    expect(server.document?.bundles['b1']).toBeDefined();
  });
  const [name = ''] = server.objects.keys();
  server.ingest(name, [
    { entry: 0, outcome: 'rejected', reason: 'bad-header' },
    { entry: 1, outcome: 'rejected', reason: 'truncated' },
  ]);

  const second = engineSet({ server, sessions });
  second.engine.add(offer([instance(b, 'b'), instance(c, 'c', { native: true })]));
  await eventually(async () => {
    await second.clock.advance(100);
    expect(only(second.engine).problems).toEqual([
      { label: 'not given again', reason: 'bad-header' },
      { label: 'b', reason: 'truncated' },
    ]);
  });
});
