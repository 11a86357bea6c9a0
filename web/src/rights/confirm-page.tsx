import { apiPaths } from '@pacs/shared/paths';
import { ConfirmRightAnswer } from '@pacs/shared/rights';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading } from '../ui/spinner.tsx';
import { Problem } from './problem.tsx';
import { RightsFrame } from './rights-frame.tsx';
import { useMailedToken } from './use-mailed-token.ts';
import { usePost } from './use-post.ts';
import { fill, useWords } from './use-words.ts';

/** Confirms on a press and not before: programs that look through mail open what stands in it. */
export function ConfirmPage({ contact }: { contact: string }) {
  const spoken = useWords();
  const token = useMailedToken();
  const [confirmed, setConfirmed] = useState<ConfirmRightAnswer>();
  const { isPending, error, send } = usePost();
  if (spoken === undefined) return <Loading />;
  const { words, language } = spoken;
  if (confirmed !== undefined) {
    const due = new Date(confirmed.dueAtMs).toLocaleDateString(language, { dateStyle: 'long' });
    return (
      <RightsFrame spoken={spoken} title="confirmedTitle">
        <Notice tone="success">{fill(words.confirmed, { id: confirmed.requestId, due })}</Notice>
      </RightsFrame>
    );
  }
  return (
    <RightsFrame spoken={spoken} title="confirmTitle">
      <p>{words.confirmLead}</p>
      {error !== undefined && <Problem error={error} words={words} contact={contact} />}
      <div>
        <Button
          variant="primary"
          isPending={isPending}
          onPress={() =>
            void send(apiPaths.confirmRight, { token }, (answer) => {
              setConfirmed(ConfirmRightAnswer.parse(answer));
            })
          }
        >
          {words.confirm}
        </Button>
      </div>
    </RightsFrame>
  );
}
