import { Button } from '../ui/button.tsx';
import { handOnFocus } from '../ui/hand-on-focus.ts';
import { Notice } from '../ui/notice.tsx';

export interface FailedProps {
  words: string;
  isPending?: boolean;
  onAgain: () => void;
}

/** What could not be answered, and another try. */
export function Failed({ words, isPending = false, onAgain }: FailedProps) {
  return (
    <Notice tone="problem">
      <span>{words}</span>
      <div ref={handOnFocus}>
        <Button isPending={isPending} onPress={onAgain}>
          Ask again
        </Button>
      </div>
    </Notice>
  );
}
