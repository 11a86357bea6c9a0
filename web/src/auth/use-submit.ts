import { useState, type SyntheticEvent } from 'react';
import { authWords } from '../firebase/auth-words.ts';

export interface Submit {
  isPending: boolean;
  problem: string | undefined;
  onSubmit: (event: SyntheticEvent<HTMLFormElement>) => void;
}

/** One form, one action: pending while it runs, its failure in words. The form's fields come by name. */
export function useSubmit(action: (fields: (name: string) => string) => Promise<void>): Submit {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  const run = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const field = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    setPending(true);
    setProblem(undefined);
    try {
      await action(field);
    } catch (error) {
      setProblem(authWords(error));
    } finally {
      setPending(false);
    }
  };

  return {
    isPending,
    problem,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isPending) void run(event.currentTarget);
    },
  };
}
