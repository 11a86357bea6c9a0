/** What stands where the planes will be, or would be; with a way out for who has no keys. */
import type { ReactNode } from 'react';
import { say } from '../../words/say.ts';

function Message({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <div className="v-mpr-message">
      {children}
      <button type="button" className="v-button" onClick={onClose}>
        {say('Back to the images')}
      </button>
    </div>
  );
}

export function Refused({
  reason,
  retry,
  onClose,
}: {
  /** A whole sentence, in the reader's language. */
  reason: string;
  /** undefined where another try would bring the same. */
  retry: (() => void) | undefined;
  onClose: () => void;
}) {
  return (
    <Message onClose={onClose}>
      <div role="alert">
        <h2>{say('No planes can be cut through this series')}</h2>
        <p>{reason}</p>
        {retry !== undefined && (
          <button type="button" className="v-button" onClick={retry}>
            {say('Try again')}
          </button>
        )}
      </div>
    </Message>
  );
}

export function Preparing({ children, onClose }: { children?: ReactNode; onClose: () => void }) {
  return (
    <Message onClose={onClose}>
      <div role="status">
        <h2>{say('Preparing the planes…')}</h2>
        {children}
      </div>
    </Message>
  );
}
