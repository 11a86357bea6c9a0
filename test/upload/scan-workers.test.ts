import { expect, it } from 'vitest';
import type { FileWork } from '../../web/src/upload/core/file-work.ts';
import { WorkerLost, lastingWork } from '../../web/src/upload/lasting-work.ts';
import { sharedWriter } from '../../web/src/upload/scan-workers.ts';
import { hereWork } from './fakes/here-work.ts';

it('packs one bundle at a time on each worker, in the order they were asked for', async () => {
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const worker = (name: string) => ({
    ...hereWork(),
    writeBundle: async ([file]: { sha256: string }[]) => {
      const which = file?.sha256 ?? '';
      begun.push(which);
      await new Promise<void>((resolve) => finish.set(which, resolve));
      return { bundle: new Blob([name]), lost: [] };
    },
  });
  const writer = sharedWriter([worker('a'), worker('b')]);
  const ask = (sha256: string) =>
    writer.writeBundle([
      { sha256, crc32: 0, deflate: false, code: false, data: new Blob(), packing: 'stored', bytes: 0 },
    ]);
  const bundles = ['1', '2', '3', '4'].map(ask);
  await Promise.resolve();
  expect(begun).toEqual(['1', '2']);
  finish.get('2')?.();
  await bundles[1];
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['1', '2', '3']);
  finish.get('1')?.();
  await bundles[0];
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['1', '2', '3', '4']);
});

/** Workers one after the other: the first ones never answer. */
function dyingWorkers(deaths: number) {
  const workers: (EventTarget & { terminate(): void; isEnded: boolean })[] = [];
  const silent: FileWork = { ...hereWork(), writeBundle: () => new Promise(() => undefined) };
  const work = lastingWork(() => {
    const worker = Object.assign(new EventTarget(), {
      isEnded: false,
      terminate: () => {
        worker.isEnded = true;
      },
    });
    workers.push(worker);
    return { worker, work: workers.length > deaths ? hereWork() : silent };
  });
  return { work, workers };
}

it('replaces a worker that breaks, and its bundle is packed by the next one', async () => {
  for (const type of ['error', 'messageerror']) {
    const { work, workers } = dyingWorkers(1);
    const writing = sharedWriter([work]).writeBundle([]);
    workers[0]?.dispatchEvent(new Event(type));
    expect((await writing).lost).toEqual([]);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    workers[0]?.dispatchEvent(new Event(type));
    expect(await work.inspect([])).toEqual([]);
    expect(workers).toHaveLength(2);
  }
});

it('says of a bundle that breaks every worker that it failed, and packs the next one', async () => {
  const { work, workers } = dyingWorkers(2);
  const writer = sharedWriter([work]);
  const writing = writer.writeBundle([]);
  const failed = expect(writing).rejects.toBeInstanceOf(WorkerLost);
  workers[0]?.dispatchEvent(new Event('error'));
  await new Promise((resolve) => setImmediate(resolve));
  workers[1]?.dispatchEvent(new Event('error'));
  await failed;
  expect((await writer.writeBundle([])).lost).toEqual([]);
});

it('starts no worker any more once it has ended, whoever asks again', async () => {
  const { work, workers } = dyingWorkers(1);
  const failed = expect(sharedWriter([work]).writeBundle([])).rejects.toBeInstanceOf(WorkerLost);
  work.end();
  await failed;
  await expect(work.inspect([])).rejects.toBeInstanceOf(WorkerLost);
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});
