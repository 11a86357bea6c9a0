/** Holds one volume and cuts it, off the page's thread. */
import { expose, transfer } from 'comlink';
import { createVolumeWork } from './core/volume-work.ts';

const { open, put, cut } = createVolumeWork();

expose({
  open,
  put,
  cut: (...asked: Parameters<typeof cut>) => {
    const samples = cut(...asked);
    return transfer(samples, [samples.buffer as ArrayBuffer]);
  },
});
