import { Button } from '../ui/button.tsx';
import { handOnFocus } from '../ui/hand-on-focus.ts';
import { Notice } from '../ui/notice.tsx';

/** What could not be answered, and another try. */
export function Failed({ words, onAgain }: { words: string; onAgain: () => void }) {
  return (
    <Notice tone="problem">
      <span>{words}</span>
      <div ref={handOnFocus}>
        <Button onPress={onAgain}>Ask again</Button>
      </div>
    </Notice>
  );
}
