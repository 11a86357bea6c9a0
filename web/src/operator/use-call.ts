import type { CallableName, CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';

export type Answer<T> =
  | { status: 'loading' }
  | { status: 'failed'; problem: string }
  /** `problem`: why there is nothing newer. */
  | { status: 'ready'; value: T; atMs: number; problem: string | undefined };

export interface Asked<T> {
  answer: Answer<T>;
  /** Asked, the first time or again, and not answered yet. */
  isPending: boolean;
  again: () => void;
}

interface Last<N extends CallableName> {
  request: CallableRequest<N>;
  round: number;
  known: { value: CallableResponse<N>; atMs: number } | undefined;
  problem: string | undefined;
}

/**
 * What a function answers; `request` has to stay the same object while it means the same. What is known stays until
 * there is news, a failure is none.
 */
export function useCall<N extends CallableName>(
  name: N,
  request: CallableRequest<N>,
): Asked<CallableResponse<N>> {
  const [last, setLast] = useState<Last<N>>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isOver = false;
    call(name, request).then(
      (value) => {
        if (isOver) return;
        setLast({ request, round, known: { value, atMs: Date.now() }, problem: undefined });
      },
      (error: unknown) => {
        if (isOver) return;
        const problem = errorWords(error);
        setLast((before) => ({
          request,
          round,
          known: before?.request === request ? before.known : undefined,
          problem,
        }));
      },
    );
    return () => {
      isOver = true;
    };
  }, [name, request, round]);
  const again = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  const ofThis = last?.request === request ? last : undefined;
  const isPending = ofThis?.round !== round;
  return { answer: answerOf(ofThis, isPending), isPending, again };
}

function answerOf<N extends CallableName>(
  last: Last<N> | undefined,
  isPending: boolean,
): Answer<CallableResponse<N>> {
  if (last?.known !== undefined) return { status: 'ready', ...last.known, problem: last.problem };
  // A failure goes as soon as there is another try.
  if (last?.problem === undefined || isPending) return { status: 'loading' };
  return { status: 'failed', problem: last.problem };
}
