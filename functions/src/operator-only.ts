import { AppError } from '@pacs/shared/errors';
import type { CallableName } from '@pacs/shared/callables';
import type { CallableHandler } from './https.ts';
import { isOperatorNow } from './adapters/firebase-accounts.ts';

/**
 * For those whom Firebase Auth has as operators now: the claim in a token would outlast its withdrawal by an hour.
 * Others find nothing.
 */
export const operatorOnly =
  <N extends CallableName>(handler: CallableHandler<N>): CallableHandler<N> =>
  async (request, caller) => {
    if (!caller.isOperator || !(await isOperatorNow(caller.uid))) throw new AppError('not-found');
    return handler(request, caller);
  };
