import { paths } from '@pacs/shared/paths';
import { useEffect, useState } from 'react';
import { watchDocument } from '../firebase/watch.ts';
import { Notice } from '../ui/notice.tsx';
import { mailState, mailStateWords, type MailState } from './core/mail.ts';

/** A message on its way, as the outbox says it. */
export function SentMail({ mailId, to }: { mailId: string; to: string }) {
  const [state, setState] = useState<MailState>('waiting');
  useEffect(() => {
    return watchDocument(paths.mail(mailId), (data) => data, {
      next: (message) => {
        // Once it is taken away what was known of it stays.
        if (message !== undefined) setState(mailState(message));
      },
      // It was written all the same; what becomes of it is not known here.
      failed: () => undefined,
    });
  }, [mailId]);
  return (
    <Notice tone={state === 'failed' ? 'problem' : state === 'delivered' ? 'success' : 'info'}>
      <span>
        <strong>{to}:</strong> {mailStateWords[state]}
      </span>
    </Notice>
  );
}
