import { ctVolume } from './synthetic/ct-volume.ts';
import { mrSeries } from './synthetic/mr-series.ts';
import { radiograph } from './synthetic/radiograph.ts';
import type { SyntheticFile } from './synthetic/study.ts';
import { ultrasoundCine } from './synthetic/ultrasound-cine.ts';

export const seedStudyNames = ['ct-volume', 'mr-series', 'ultrasound-cine', 'radiograph'] as const;
export type SeedStudyName = (typeof seedStudyNames)[number];

/** The studies that emulator-data/users.json names, made by code. */
export const seedStudies: Record<SeedStudyName, () => SyntheticFile[]> = {
  'ct-volume': () => ctVolume(),
  'mr-series': () => mrSeries(),
  'ultrasound-cine': () => ultrasoundCine(),
  radiograph: () => radiograph(),
};
