import { ConfirmRightRequest } from '@pacs/shared/rights';
import type { ComponentType } from 'react';
import { Notice } from '../ui/notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { browserLanguage } from '../words/language-of.ts';
import { RightsFrame } from './rights-frame.tsx';
import { useMailedToken } from './use-mailed-token.ts';
import { useWords, type Spoken } from './use-words.ts';
import type { RightsPhrase } from './words/en.ts';

export interface MailedProps {
  token: string;
  spoken: Spoken;
  contact: string;
}

const isWhole = (token: string): boolean => ConfirmRightRequest.safeParse({ token }).success;

/**
 * What a mailed address opens; another address begins anew. Whoever comes without its token, as after a reload, or with
 * a piece of it is sent back to the message before anything is written.
 */
export function MailedPage({
  title,
  contact,
  page: Page,
}: {
  title: RightsPhrase;
  contact: string;
  page: ComponentType<MailedProps>;
}) {
  const spoken = useWords();
  const token = useMailedToken();
  if (spoken === undefined) return <Loading language={browserLanguage()} />;
  if (isWhole(token)) return <Page key={token} token={token} spoken={spoken} contact={contact} />;
  return (
    <RightsFrame spoken={spoken} title={title}>
      <Notice tone="problem">{spoken.words.openAgain}</Notice>
    </RightsFrame>
  );
}
