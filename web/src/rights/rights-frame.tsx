import type { ReactNode } from 'react';
import { LanguageSelect } from '../ui/language-select.tsx';
import { useTitle } from '../ui/use-title.ts';
import type { RightsPhrase } from './words/en.ts';
import type { Spoken } from './use-words.ts';
import './rights.css';

export const MailTo = ({ to }: { to: string }) => <a href={`mailto:${to}`}>{to}</a>;

/** Around the pages for people's rights: their language, which is not the app's, and its choice. */
export function RightsFrame({
  spoken: { language, words, speak },
  title,
  children,
}: {
  spoken: Spoken;
  title: RightsPhrase;
  children: ReactNode;
}) {
  useTitle(words[title]);
  return (
    <div className="rights-page" lang={language}>
      <LanguageSelect label={words.language} value={language} onChange={speak} />
      <h1>{words[title]}</h1>
      {children}
    </div>
  );
}
