import { describe, expect, it } from 'vitest';
import type { ScannedInstance } from '../../web/src/intake/core/scanned.ts';
import { stepWords } from '../../web/src/upload/core/words.ts';
import { announcement } from '../../web/src/upload/view/announcements.ts';
import { engineSet, entriesOf, only, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';

/** As when the stick is pulled out after the files were checked. Returns what puts it back. */
async function pullOut({ digest, file: { place } }: ScannedInstance): Promise<() => void> {
  await digest;
  const { source } = place;
  const gone = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  place.source = { size: source.size, slice: () => ({ arrayBuffer: gone }) } as unknown as Blob;
  return () => {
    place.source = source;
  };
}

describe('files that are gone before they were packed', () => {
  it('fail the upload where none is left, and are sent when they are back', async () => {
    const { server, clock, engine } = engineSet();
    const bytes = noise(100, 1);
    const file = instance(bytes, 'CD/a');
    const putBack = await pullOut(file);
    engine.add(offer([file]));
    const state = await until(engine, clock, 'failed');
    expect(state).toMatchObject({ failure: 'lost', problems: [{ label: 'CD/a', reason: 'lost' }] });
    expect(server.calls).toEqual(['begin', 'finish']);
    putBack();
    engine.resume();
    expect((await until(engine, clock, 'receiving')).problems).toEqual([]);
    expect(await entriesOf(server.objects.get('b0'))).toEqual([bytes]);
  });

  it('are counted where others were sent or stored before', async () => {
    for (const isStored of [true, false]) {
      const { server, clock, engine } = engineSet();
      if (isStored) server.alreadyStored = [0];
      const file = instance(noise(100, 1), 'CD/a');
      await pullOut(file);
      engine.add(offer([instance(noise(100, 2), 'CD/b'), file]));
      if (!isStored) {
        await until(engine, clock, 'receiving');
        server.ingest('b0');
      }
      expect(stepWords(await until(engine, clock, 'done'))).toBe('Done, without 1 file');
    }
  });
});

it('is not called without a file where another version of it was kept', async () => {
  const { server, clock, engine } = engineSet();
  engine.add(offer([instance(noise(10, 1), 'one.dcm')]));
  await until(engine, clock, 'receiving');
  server.ingest('b0', [{ entry: 0, outcome: 'conflicting' }]);
  expect(stepWords(await until(engine, clock, 'done'))).toBe('Done');
});

it('announces what was cancelled apart from what is done', async () => {
  const nothing = { found: 0, inspected: 0, patients: [], aside: [], junk: 0, dicomdirs: 0, taken: 0 };
  const found = { phase: 'idle' as const, ...nothing };
  const { server, clock, engine } = engineSet();
  const said = () => announcement(found, engine.store.getState());
  server.alreadyStored = [0];
  engine.add(offer([instance(noise(10, 1), 'a')]));
  await until(engine, clock, 'done');
  expect(said()).toBe('All uploads are done.');
  const key = engine.add(offer([instance(noise(10, 2), 'b')], { key: 'study-2' }));
  await engine.cancel(key);
  await clock.advance(100);
  expect(said()).toBe('1 done, 1 cancelled.');
  engine.dismiss(only(engine).key);
  await clock.advance(100);
  expect(said()).toBe('All uploads are cancelled.');
});
