import { image } from './fr/image.ts';
import { more } from './fr/more.ts';
import { page } from './fr/page.ts';
import { tools } from './fr/tools.ts';
import type { Dictionary } from './say.ts';

/** French. */
export const fr: Dictionary = { ...page, ...image, ...tools, ...more };
