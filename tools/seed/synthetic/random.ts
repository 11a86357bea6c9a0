/** Seeded noise: the same seed gives the same study everywhere. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Normal with mean 0 and standard deviation 1, clipped at about ±3.5. */
  normal(): number;
}

/** Values of the normal distribution's inverse at evenly spaced probabilities: noise by one table look-up. */
const normalTable = Float32Array.from({ length: 4096 }, (_, index) => quantile((index + 0.5) / 4096));

/** Acklam-free approximation (Abramowitz and Stegun 26.2.23, error < 4.5e-4). */
function quantile(probability: number): number {
  const tail = Math.min(probability, 1 - probability);
  const t = Math.sqrt(-2 * Math.log(tail));
  const z =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
  return probability < 0.5 ? -z : z;
}

/** mulberry32. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  return { next: () => word() / 4294967296, normal: () => normalTable[word() >>> 20] ?? 0 };
}
