import { limits } from '@pacs/shared/limits';
import { apiPaths } from '@pacs/shared/paths';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading } from '../ui/spinner.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { Problem } from './problem.tsx';
import { RightsFrame } from './rights-frame.tsx';
import { useMailedToken } from './use-mailed-token.ts';
import { usePost } from './use-post.ts';
import { useWords } from './use-words.ts';

/** The answer to a letter of the operator. What the request is about is not shown: a letter may be passed on. */
export function ReplyPage({ contact }: { contact: string }) {
  const spoken = useWords();
  const token = useMailedToken();
  const [answer, setAnswer] = useState('');
  const [wasTried, setTried] = useState(false);
  const [isDone, setDone] = useState(false);
  const { isPending, error, send } = usePost();
  if (spoken === undefined) return <Loading />;
  const { words } = spoken;
  const isMissing = answer.trim() === '';
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
      )}
    </RightsFrame>
  );
}
