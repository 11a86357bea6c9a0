/** What kind of screen this is, for what there is room for. */
import type { Screen } from '../core/layout.ts';

const phone = '(max-width: 700px), (max-height: 480px)';
const tablet = '(max-width: 1100px)';

export const screenQueries = (): MediaQueryList[] => [matchMedia(phone), matchMedia(tablet)];

export const screenKind = (): Screen =>
  matchMedia(phone).matches ? 'phone' : matchMedia(tablet).matches ? 'tablet' : 'desk';
