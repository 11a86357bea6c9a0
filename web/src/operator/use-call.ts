import type { CallableName, CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';

export type Answer<T> =
  { status: 'loading' } | { status: 'failed'; words: string } | { status: 'ready'; value: T };

/** What a function answers; `request` has to stay the same object while it means the same. */
export function useCall<N extends CallableName>(
  name: N,
  request: CallableRequest<N>,
): { answer: Answer<CallableResponse<N>>; again: () => void } {
  const [answer, setAnswer] = useState<Answer<CallableResponse<N>>>({ status: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isOver = false;
    const show = (next: Answer<CallableResponse<N>>) => {
      if (!isOver) setAnswer(next);
    };
    call(name, request).then(
      (value) => {
        show({ status: 'ready', value });
      },
      (error: unknown) => {
        show({ status: 'failed', words: errorWords(error) });
      },
    );
    return () => {
      isOver = true;
    };
  }, [name, request, round]);
  const again = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  return { answer, again };
}
