import { describe, expect, it } from 'vitest';
import { digestsOf } from '../../web/src/upload/core/kept-uploads.ts';
import { TransportError } from '../../web/src/upload/core/ports.ts';
import { engineSet, entriesOf, until } from './fakes/engine-set.ts';
import { instance, noise, offer } from './fakes/instances.ts';
import { memoryLocks, memorySessions, storedUpload } from './fakes/memory-sessions.ts';
import { fakeServer } from './fakes/server.ts';
import { eventually } from '../support/eventually.ts';

describe('after a reload', () => {
  it('goes on at the server’s offset when the same files are dropped again', async () => {
    const server = fakeServer();
    const sessions = memorySessions();
    const bytes = noise(1000, 1);
    const first = engineSet({ server, sessions });
    server.sendFaults.push(
      () => 600,
      () => new Promise(() => undefined),
    );
    first.engine.add(offer([instance(bytes, 'a')]));
    await eventually(async () => {
      await first.clock.advance(1000);
      expect(server.calls.at(-1)).toBe('send b0 600+510 last');
    });

    const second = engineSet({ server, sessions });
    server.calls.length = 0;
    second.engine.add(offer([instance(bytes, 'a, under another name')]));
    await until(second.engine, second.clock, 'receiving');
    expect(server.calls).toEqual(['query b0', 'send b0 600+510 last', 'finish']);
    expect(await entriesOf(server.objects.get('b0'))).toEqual([bytes]);
  });

  it('begins anew where the ticket is gone', async () => {
    const server = fakeServer();
    const sessions = memorySessions();
    const file = instance(noise(1000, 1), 'a');
    const read = await file.digest;
    if (read.status !== 'ok') throw new Error('digest');
    const bundle = { files: [read.sha256], name: 'old', bucket: 'uploads', bytes: 1110, session: 's' };
    await sessions.save(storedUpload({ bundles: [{ ...bundle, sent: false }] }));
    const { engine, clock } = engineSet({ server, sessions });
    engine.add(offer([file]));
    await until(engine, clock, 'receiving');
    expect(server.calls[0]).toBe('begin');
    expect(sessions.kept.size).toBe(0);
  });

  it('leaves an upload alone that another page of the browser is at', async () => {
    const server = fakeServer();
    const [sessions, locks] = [memorySessions(), memoryLocks()];
    const bytes = noise(1000, 1);
    const first = engineSet({ server, sessions, locks });
    server.sendFaults.push(() => new Promise(() => undefined));
    first.engine.add(offer([instance(bytes, 'a')]));
    await eventually(async () => {
      await first.clock.advance(100);
      expect(server.calls.at(-1)).toBe('send b0 0+1110 last');
    });
    const second = engineSet({ server, sessions, locks });
    server.calls.length = 0;
    second.engine.add(offer([instance(bytes, 'a')]));
    await until(second.engine, second.clock, 'receiving');
    expect(server.calls[0]).toBe('begin');
  });

  it('is kept with digests of every file, sent or not, and removed when its time is over', async () => {
    const sessions = memorySessions();
    const { server, clock, engine } = engineSet({ sessions });
    server.startFaults.push(new TransportError('forbidden'));
    const files = [instance(noise(20 * 1024 * 1024, 1), 'a'), instance(noise(20 * 1024 * 1024, 2), 'b')];
    server.alreadyStored = [0];
    engine.add(offer([...files, instance(noise(10, 3), 'c')]));
    await until(engine, clock, 'failed');
    const [upload] = sessions.kept.values();
    const digests = await Promise.all(
      ['a', 'b', 'c'].map(async (_, i) => {
        const read = await (files[i] ?? instance(noise(10, 3), 'c')).digest;
        return read.status === 'ok' ? read.sha256 : '';
      }),
    );
    expect(upload && digestsOf(upload).sort()).toEqual(digests.sort());
    await sessions.save(storedUpload({ uploadId: 'over', expiresAtMs: 1 }));
    expect(await engineSet({ sessions }).kept.read('over')).toBeUndefined();
    expect([...sessions.kept.keys()]).toEqual(['upload-1']);
  });

  it('is taken up by the same files also where none of them was announced yet, by its owner alone', async () => {
    for (const ownerUid of ['me', 'another']) {
      const { server, sessions, clock, engine } = engineSet();
      const file = instance(noise(1000, 1), 'a');
      const read = await file.digest;
      if (read.status !== 'ok') throw new Error('digest');
      const request = { studyInstanceUID: '1.2', patientID: '', issuerOfPatientID: '', instances: [] };
      const { uploadId } = await server.tickets.begin({ ...request, leftOut: 0, missingByDirectory: 0 });
      await sessions.save(storedUpload({ uploadId, ownerUid, rest: [read.sha256] }));
      server.calls.length = 0;
      engine.add(offer([file]));
      await until(engine, clock, 'receiving');
      expect(server.calls[0]).toBe(ownerUid === 'me' ? 'addBundles' : 'begin');
    }
  });

  it('stays open for the rest where only part of its files is given again', async () => {
    const { server, sessions, locks, clock, engine } = engineSet();
    const [one, other] = [instance(noise(1000, 1), 'a'), instance(noise(1000, 2), 'b')];
    const read = await Promise.all([one.digest, other.digest]);
    const rest = read.flatMap((digest) => (digest.status === 'ok' ? [digest.sha256] : []));
    const request = { studyInstanceUID: '1.2', patientID: '', issuerOfPatientID: '', instances: [] };
    const { uploadId } = await server.tickets.begin({ ...request, leftOut: 0, missingByDirectory: 0 });
    await sessions.save(storedUpload({ uploadId, rest }));
    engine.add(offer([one]));
    await until(engine, clock, 'receiving');
    server.ingest('b0');
    const state = await until(engine, clock, 'done');
    expect(state.problems).toEqual([{ label: 'not given again', reason: 'not-given' }]);
    expect(server.calls).not.toContain('finish');
    expect(sessions.kept.get(uploadId)?.rest).toEqual([rest[1]]);
    expect(await locks.isFree(uploadId)).toBe(true);

    engine.dismiss('study-1');
    engine.add(offer([other]));
    expect((await until(engine, clock, 'receiving')).problems).toEqual([]);
    expect(server.calls.slice(-2)).toEqual(['send b1 0+1110 last', 'finish']);
    expect(sessions.kept.size).toBe(0);
  });

  it('stays with the job that has it when the same files come again, and its lock is free at the end', async () => {
    const { server, locks, clock, engine } = engineSet();
    server.sendFaults.push(
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(0))),
    );
    const bytes = noise(1000, 1);
    engine.add(offer([instance(bytes, 'a')]));
    await eventually(async () => {
      await clock.advance(100);
      expect(server.calls.at(-1)).toBe('send b0 0+1110 last');
    });
    expect(await locks.isFree('upload-1')).toBe(false);
    engine.add(offer([instance(bytes, 'a')]));
    await eventually(async () => {
      await clock.advance(100);
      expect(server.calls.filter((call) => call === 'begin')).toHaveLength(2);
    });
    await engine.cancel();
    expect(await locks.isFree('upload-1')).toBe(true);
  });

  it('forgets everything on request', async () => {
    const { server, sessions, clock, engine } = engineSet();
    server.sendFaults.push(() => new Promise(() => undefined));
    engine.add(offer([instance(noise(1000, 1), 'a')]));
    await eventually(async () => {
      await clock.advance(100);
      expect(sessions.kept.size).toBe(1);
    });
    const left = { name: 'b7', bucket: 'uploads', bytes: 1, sent: false, files: [] };
    await sessions.save(storedUpload({ bundles: [left, { ...left, name: 'b8', sent: true }] }));
    await engine.forget();
    expect(sessions.kept.size).toBe(0);
    expect(engine.store.getState().uploads).toEqual([]);
    expect(server.calls.filter((call) => call.startsWith('finish'))).toEqual(['finish b0', 'finish b7']);
  });

  it('tells the server all the same where the browser cannot clear what it kept, and says that it cannot', async () => {
    const { server, sessions, engine } = engineSet();
    await sessions.save(storedUpload());
    sessions.clear = () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
    await expect(engine.forget()).rejects.toThrow('closed');
    expect(server.calls.filter((call) => call.startsWith('finish'))).toHaveLength(1);
  });

  it('does not wait long for a server that does not hear of it', async () => {
    const { server, sessions, clock, engine } = engineSet();
    await sessions.save(storedUpload());
    server.tickets.finish = () => new Promise(() => undefined);
    const forgotten = engine.forget();
    await clock.advance(10_000);
    await forgotten;
    expect(sessions.kept.size).toBe(0);
  });
});
