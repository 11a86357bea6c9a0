import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What could not be answered, and another try. */
export function Failed({ words, onAgain }: { words: string; onAgain: () => void }) {
  return (
    <Notice tone="problem">
      <span>{words}</span>
      <Button onPress={onAgain}>Ask again</Button>
    </Notice>
  );
}
