/** What a link asks before it opens: a button to be pressed, or a passcode. Comes for such links alone. */
import { AppError } from '@pacs/shared/errors';
import { apiPaths } from '@pacs/shared/paths';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { isRecord } from '../viewer/core/json-checks.ts';
import { post, readAnswer } from '../viewer/open/read-answer.ts';
import { PlainPage } from '../viewer/view/plain-page.tsx';
import { keepForReload } from './link-opening.ts';
import './asks.css';

export type Asked = 'link-asks-confirmation' | 'link-asks-passcode';

/** undefined: the link is open now, and its session kept. `triesLeft`: the passcode was wrong. */
async function answer(reply: { token: string; confirmed: true; passcode?: string }) {
  const response = await post(apiPaths.openLink, reply);
  const said: unknown = response.ok
    ? undefined
    : await response
        .clone()
        .json()
        .catch(() => undefined);
  const triesLeft = isRecord(said) ? said['triesLeft'] : undefined;
  if (typeof triesLeft === 'number') return triesLeft;
  const { opened } = await readAnswer(response);
  if (opened.link === undefined) throw new AppError('internal', { detail: 'no link in the answer' });
  const { linkId, session } = opened.link;
  keepForReload({ linkId, session });
  return undefined;
}

function words(cause: unknown): string {
  const code = cause instanceof AppError ? cause.code : 'internal';
  if (code === 'too-many-requests') return 'Too many attempts at once. Wait a minute, then try again.';
  return 'It could not be opened. Check the connection and try again.';
}

const triesWords = (left: number) =>
  `That is not the passcode. ${left === 1 ? 'One try is' : `${String(left)} tries are`} left.`;

/** Once it is open the page starts over: the session that was kept opens it, and nothing more is spent. */
const startOver = () => {
  location.reload();
};

export function Asks({ asked, token }: { asked: Asked; token: string }) {
  const [passcode, setPasscode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    keepForReload({ token });
  }, [token]);
  const wantsPasscode = asked === 'link-asks-passcode';

  const send = async () => {
    if (isBusy) return;
    if (wantsPasscode && passcode.trim() === '') {
      setProblem('Type the passcode first.');
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      const left = await answer({ token, confirmed: true, ...(wantsPasscode && { passcode }) });
      if (left === undefined) {
        startOver();
        return;
      }
      setProblem(triesWords(left));
    } catch (cause) {
      // It died meanwhile: the page that comes says so.
      if (cause instanceof AppError && cause.code === 'link-unavailable') {
        startOver();
        return;
      }
      setProblem(words(cause));
    }
    setBusy(false);
  };

  return (
    <PlainPage
      title="A study has been shared with you"
      text={
        wantsPasscode
          ? 'Whoever sent you the link has told you a passcode as well.'
          : 'It can be opened a limited number of times. Opening it now counts as one; reloading the page does not.'
      }
      action={
        <form
          className="link-asks"
          onSubmit={(event: SyntheticEvent) => {
            event.preventDefault();
            void send();
          }}
        >
          {wantsPasscode && (
            <label>
              Passcode
              <input
                type="text"
                value={passcode}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={128}
                aria-invalid={problem !== ''}
                aria-describedby="link-asks-problem"
                onChange={(event) => {
                  setPasscode(event.target.value);
                }}
              />
            </label>
          )}
          <button type="submit" aria-disabled={isBusy}>
            {isBusy ? 'Opening…' : 'Open the study'}
          </button>
          <p id="link-asks-problem" role="alert">
            {problem}
          </p>
        </form>
      }
    />
  );
}
