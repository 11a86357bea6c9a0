/** The interface of the link page: comes while the first picture is decoded, and runs after it. */
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import { startTransition, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StudySession } from '../viewer/engine/study-session.ts';
import { PlainPage } from '../viewer/view/plain-page.tsx';
import { Viewer } from '../viewer/view/viewer.tsx';
import { say } from '../words/say.ts';
import { LanguageChoice } from './language-choice.tsx';
import { LinkHead } from './link-head.tsx';
import { keepForReload } from './link-opening.ts';

const TryAgain = () => (
  <button
    type="button"
    onClick={() => {
      location.reload();
    }}
  >
    {say('Try again')}
  </button>
);

function Refusal({ code }: { code: AppErrorCode }) {
  if (code === 'too-many-requests')
    return (
      <PlainPage
        title={say('Too many attempts')}
        text={say('Wait a minute, then try again.')}
        action={<TryAgain />}
        foot={<LanguageChoice />}
      />
    );
  if (code === 'unavailable' || code === 'internal')
    return (
      <PlainPage
        title={say('The study could not be opened')}
        text={say('Check the connection and try again in a moment.')}
        action={<TryAgain />}
        foot={<LanguageChoice />}
      />
    );
  return (
    <PlainPage
      title={say('This link is no longer valid')}
      text={say(
        'It may have expired, been withdrawn, locked or opened as often as it may be. Ask the person who sent it.',
      )}
      foot={<LanguageChoice />}
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

const costsOf = (cause: unknown) => {
  const facts = cause instanceof AppError ? cause.facts : undefined;
  return { counts: facts?.['counts'] === 1, tells: facts?.['tells'] === 1 };
};

export async function showRefusal(cause: unknown): Promise<void> {
  const code = cause instanceof AppError ? cause.code : 'internal';
  const token = window.linkAsked?.token;
  // The address has no token any more: to try again in this tab, or in another language, is to know it still.
  if (token !== undefined && code !== 'link-unavailable') keepForReload({ token });
  if ((code === 'link-asks-confirmation' || code === 'link-asks-passcode') && token !== undefined) {
    const { Asks } = await import('./asks.tsx');
    render(<Asks asked={code} token={token} costs={costsOf(cause)} />);
  } else render(<Refusal code={code} />);
}
