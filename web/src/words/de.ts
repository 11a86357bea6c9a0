import { image } from './de/image.ts';
import { more } from './de/more.ts';
import { page } from './de/page.ts';
import { tools } from './de/tools.ts';

/** German; its keys are the phrases there are. */
export const de = { ...page, ...image, ...tools, ...more } as const;

export type Phrase = keyof typeof de;
