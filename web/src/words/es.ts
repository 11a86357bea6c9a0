import { image } from './es/image.ts';
import { more } from './es/more.ts';
import { page } from './es/page.ts';
import { tools } from './es/tools.ts';
import type { Dictionary } from './say.ts';

/** Spanish. */
export const es: Dictionary = { ...page, ...image, ...tools, ...more };
