import { limits } from '@pacs/shared/limits';
import { apiPaths } from '@pacs/shared/paths';
import { plainWords } from '@pacs/shared/plain-words';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { handOnFocus } from '../ui/hand-on-focus.ts';
import { Notice } from '../ui/notice.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { MailedPage, type MailedProps } from './mailed-page.tsx';
import { Problem } from './problem.tsx';
import { RightsFrame } from './rights-frame.tsx';
import { usePost } from './use-post.ts';

/** The answer to a letter of the operator. What the request is about is not shown: a letter may be passed on. */
export function ReplyPage({ contact }: { contact: string }) {
  return <MailedPage title="replyTitle" contact={contact} page={Reply} />;
}

function Reply({ token, spoken, contact }: MailedProps) {
  const [answer, setAnswer] = useState('');
  const [wasTried, setTried] = useState(false);
  const [isDone, setDone] = useState(false);
  const { isPending, error, send } = usePost();
  const { words } = spoken;
  const isMissing = plainWords(answer).trim() === '';
  const submit = async () => {
    setTried(true);
    if (isMissing) return;
    await send(apiPaths.replyRight, { token, words: answer }, () => {
      setDone(true);
    });
  };
  return (
    <RightsFrame spoken={spoken} title="replyTitle">
      {isDone ? (
        <Notice tone="success">{words.replied}</Notice>
      ) : (
        <div ref={handOnFocus}>
          <CheckedForm className="rights-form" onSubmit={submit}>
            <p>{words.replyLead}</p>
            <TextArea
              label={words.answer}
              maxLength={limits.rightsWordsMax}
              value={answer}
              onChange={setAnswer}
              {...(wasTried && isMissing ? { error: words.answerMissing } : {})}
            />
            {error !== undefined && <Problem error={error} words={words} contact={contact} />}
            <div>
              <Button type="submit" variant="primary" isPending={isPending}>
                {words.sendAnswer}
              </Button>
            </div>
          </CheckedForm>
        </div>
      )}
    </RightsFrame>
  );
}
