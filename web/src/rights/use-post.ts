import { useState } from 'react';
import { post } from './post.ts';

/** One request after the other, the last one's failure. */
export function usePost(): {
  isPending: boolean;
  error: unknown;
  send: (path: string, body: object, done: (answer: unknown) => void) => Promise<void>;
} {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  return {
    isPending,
    error,
    async send(path, body, done) {
      setPending(true);
      setError(undefined);
      try {
        done(await post(path, body));
      } catch (cause) {
        setError(cause);
      } finally {
        setPending(false);
      }
    },
  };
}
