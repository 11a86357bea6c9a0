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
  const [last, setLast] = useState<{
    request: CallableRequest<N>;
    answer: Answer<CallableResponse<N>>;
  }>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isOver = false;
    const show = (answer: Answer<CallableResponse<N>>) => {
      if (!isOver) setLast({ request, answer });
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
    // What is known stays until there is news; a failure goes at once.
    setLast((before) => (before?.answer.status === 'ready' ? before : undefined));
    setRound((before) => before + 1);
  }, []);
  return { answer: last?.request === request ? last.answer : { status: 'loading' }, again };
}
