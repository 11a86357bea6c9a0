/** What a link asks before it opens: a button to be pressed, or a passcode. Comes for such links alone. */
import { AppError } from '@pacs/shared/errors';
import { apiPaths } from '@pacs/shared/paths';
import { useState, type SyntheticEvent } from 'react';
import { post, readAnswer } from '../viewer/open/read-answer.ts';
import { PlainPage } from '../viewer/view/plain-page.tsx';
import { keepForReload } from './link-opening.ts';
import { say } from '../words/say.ts';
import { LanguageChoice } from './language-choice.tsx';
import './asks.css';

export type Asked = 'link-asks-confirmation' | 'link-asks-passcode';

/** Whether an opening is counted, and whether the owner may be told of it. */
export interface OpeningCosts {
  counts: boolean;
  tells: boolean;
}

/** The link is open then, and its session kept. Throws AppError; after a wrong passcode with `triesLeft`. */
async function answer(reply: { token: string; confirmed: true; passcode?: string }): Promise<void> {
  const { opened } = await readAnswer(await post(apiPaths.openLink, reply));
  if (opened.link === undefined) throw new AppError('internal', { detail: 'no link in the answer' });
  const { linkId, session } = opened.link;
  keepForReload({ linkId, session });
}

function words(cause: unknown): string {
  const code = cause instanceof AppError ? cause.code : 'internal';
  if (code === 'too-many-requests') return say('Too many attempts at once. Wait a minute, then try again.');
  return say('It could not be opened. Check the connection and try again.');
}

const triesWords = (left: number) =>
  left === 1
    ? say('That is not the passcode. One try is left.')
    : say('That is not the passcode. {n} tries are left.', { n: left });

/** Once it is open the page starts over: the session that was kept opens it, and nothing more is spent. */
const startOver = () => {
  location.reload();
};

export function Asks({ asked, token, costs }: { asked: Asked; token: string; costs: OpeningCosts }) {
  const { counts, tells } = costs;
  const [passcode, setPasscode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const wantsPasscode = asked === 'link-asks-passcode';

  const send = async () => {
    if (isBusy) return;
    if (wantsPasscode && passcode.trim() === '') {
      setProblem(say('Type the passcode first.'));
      return;
    }
    // What is spent now must not be lost with the page that has it.
    if (!keepForReload({ token })) {
      setProblem(
        say(
          'Your browser keeps nothing for this page. Allow it to keep site data, then open the link again.',
        ),
      );
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      await answer({ token, confirmed: true, ...(wantsPasscode && { passcode }) });
      startOver();
      return;
    } catch (cause) {
      // It died meanwhile: the page that comes says so.
      if (cause instanceof AppError && cause.code === 'link-unavailable') {
        startOver();
        return;
      }
      const triesLeft = cause instanceof AppError ? cause.facts?.['triesLeft'] : undefined;
      setProblem(triesLeft === undefined ? words(cause) : triesWords(triesLeft));
    }
    setBusy(false);
  };

  return (
    <PlainPage
      title={say('A study has been shared with you')}
      text={[
        ...(wantsPasscode ? [say('Whoever sent you the link has told you a passcode as well.')] : []),
        ...(counts
          ? [
              say(
                'It can be opened a limited number of times. Opening it now counts as one; reloading the page does not.',
              ),
            ]
          : []),
        ...(tells ? [say('Whoever shared it may be told that it was opened.')] : []),
      ].join(' ')}
      foot={<LanguageChoice />}
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
              {say('Passcode')}
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
            {isBusy ? say('Opening…') : say('Open the study')}
          </button>
          <p id="link-asks-problem" role="alert">
            {problem}
          </p>
        </form>
      }
    />
  );
}
