import { AppError } from '@pacs/shared/errors';
import { languages } from '@pacs/shared/languages';
import { limits } from '@pacs/shared/limits';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { Notice } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { emptyDraft, mailErrorWords, mailProblems } from './core/mail.ts';
import { SentMail } from './sent-mail.tsx';

/** Sends a link that has just been made: its token is here, and nowhere else. */
export function MailForm({ token }: { token: string }) {
  const [draft, setDraft] = useState(emptyDraft);
  const [wasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sent, setSent] = useState<{ mailId: string; to: string }[]>([]);
  const problems = wasTried ? mailProblems(draft) : {};

  const send = async () => {
    setTried(true);
    if (Object.keys(mailProblems(draft)).length > 0) return;
    setPending(true);
    setProblem(undefined);
    const to = draft.to.trim();
    const words = draft.words.trim();
    try {
      const { mailId } = await call('mailLink', {
        token,
        to,
        language: draft.language,
        ...(words === '' ? {} : { words }),
      });
      setSent([...sent, { mailId, to }]);
      setDraft({ ...draft, to: '' });
      setTried(false);
    } catch (error) {
      const words = error instanceof AppError ? mailErrorWords(error.code) : undefined;
      setProblem(words ?? errorWords(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <section className="mail-form" aria-labelledby="mail-title">
      <h3 id="mail-title">Send it by e-mail</h3>
      <CheckedForm className="share-form" onSubmit={send}>
        <div className="mail-row">
          <TextField
            label="To"
            type="email"
            autoComplete="off"
            maxLength={254}
            value={draft.to}
            onChange={(to) => {
              setDraft({ ...draft, to });
            }}
            {...(problems.to === undefined ? {} : { error: problems.to })}
          />
          <Select
            label="Language of the message"
            options={languages}
            value={draft.language}
            onChange={(language) => {
              setDraft({ ...draft, language });
            }}
          />
        </div>
        <TextField
          label="A few words of your own (optional)"
          hint="Mail is read on its way: don’t name the patient, and write nothing of the study. The message says who sends the link, and how long it is valid."
          value={draft.words}
          maxLength={limits.mailWordsMax}
          onChange={(words) => {
            setDraft({ ...draft, words });
          }}
          {...(problems.words === undefined ? {} : { error: problems.words })}
        />
        {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        <div>
          <Button type="submit" isPending={isPending}>
            Send
          </Button>
        </div>
      </CheckedForm>
      {sent.map(({ mailId, to }) => (
        <SentMail key={mailId} mailId={mailId} to={to} />
      ))}
    </section>
  );
}
