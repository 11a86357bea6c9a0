import { bundleBudget } from '../../../functions/src/core/ingest/bundle-budget.ts';
import type { Opening } from '../../../functions/src/core/ingest/open-bundle.ts';

/** To open a bundle with, where its memory is not what is asked for. */
export const freshOpening = (): Opening => ({
  budget: bundleBudget(),
  memory: { taken: () => undefined },
});
