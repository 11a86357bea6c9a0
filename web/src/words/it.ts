import { image } from './it/image.ts';
import { more } from './it/more.ts';
import { page } from './it/page.ts';
import { tools } from './it/tools.ts';
import type { Dictionary } from './say.ts';

/** Italian. */
export const it: Dictionary = { ...page, ...image, ...tools, ...more };
