/** The interface of the link page: comes while the first picture is decoded, and runs after it. */
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import { startTransition, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StudySession } from '../viewer/engine/study-session.ts';
import { PlainPage } from '../viewer/view/plain-page.tsx';
import { Viewer } from '../viewer/view/viewer.tsx';
import { LinkHead } from './link-head.tsx';

const tryAgain = (
  <button
    type="button"
    onClick={() => {
      location.reload();
    }}
  >
    Try again
  </button>
);

function Refusal({ code }: { code: AppErrorCode }) {
  if (code === 'too-many-requests')
    return <PlainPage title="Too many attempts" text="Wait a minute, then try again." action={tryAgain} />;
  if (code === 'unavailable' || code === 'internal')
    return (
      <PlainPage
        title="The study could not be opened"
        text="Check the connection and try again in a moment."
        action={tryAgain}
      />
    );
  return (
    <PlainPage
      title="This link is no longer valid"
      text="It may have expired, been withdrawn, locked or opened as often as it may be. Ask the person who sent it."
    />
  );
}

/** A transition yields to frames that arrive and are decoded meanwhile. */
function render(page: ReactNode): void {
  const element = document.getElementById('root');
  if (element === null) return;
  const root = createRoot(element);
  startTransition(() => {
    root.render(page);
  });
}

export const showViewer = (session: StudySession, onReady: () => void): void => {
  render(<Viewer session={session} head={<LinkHead opened={session.study.opened} />} onReady={onReady} />);
};

export async function showRefusal(cause: unknown): Promise<void> {
  const code = cause instanceof AppError ? cause.code : 'internal';
  const token = window.linkAsked?.token;
  if ((code === 'link-asks-confirmation' || code === 'link-asks-passcode') && token !== undefined) {
    const { Asks } = await import('./asks.tsx');
    render(<Asks asked={code} token={token} />);
  } else render(<Refusal code={code} />);
}
