import { apiPaths } from '@pacs/shared/paths';
import { ConfirmRightAnswer } from '@pacs/shared/rights';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { handOnFocus } from '../ui/hand-on-focus.ts';
import { Notice } from '../ui/notice.tsx';
import { MailedPage, type MailedProps } from './mailed-page.tsx';
import { Problem } from './problem.tsx';
import { RightsFrame } from './rights-frame.tsx';
import { usePost } from './use-post.ts';
import { fill } from './use-words.ts';

/** Confirms on a press and not before: programs that look through mail open what stands in it. */
export function ConfirmPage({ contact }: { contact: string }) {
  return <MailedPage title="confirmTitle" contact={contact} page={Confirm} />;
}

function Confirm({ token, spoken, contact }: MailedProps) {
  const [confirmed, setConfirmed] = useState<ConfirmRightAnswer>();
  const { isPending, error, send } = usePost();
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
      <div ref={handOnFocus}>
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
