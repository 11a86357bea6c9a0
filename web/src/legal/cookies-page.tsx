import type { Language } from '@pacs/shared/languages';
import { useEffect, useState } from 'react';
import { webConfig } from '../firebase/config.ts';
import { Button } from '../ui/button.tsx';
import { LanguageSelect } from '../ui/language-select.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { cookieWords } from '../words/cookies/load.ts';
import type { CookieWords } from '../words/cookies/words.ts';
import { browserLanguage } from '../words/language-of.ts';
import { LegalPage, LegalTable } from './legal-page.tsx';
import { policies } from './policies.ts';
import { necessary, ofAnalytics, type StoredValue } from './stored-values.ts';

function StoredTable({
  words,
  caption,
  values,
}: {
  words: CookieWords;
  caption: string;
  values: readonly StoredValue[];
}) {
  const { columns, kinds, purposes, durations } = words;
  return (
    <LegalTable
      caption={caption}
      head={[columns.name, columns.kind, columns.purpose, columns.duration]}
      rows={values.map(({ name, kind, purpose, duration }) => [
        name,
        kinds[kind],
        purposes[purpose],
        durations[duration],
      ])}
    />
  );
}

function Sections({ words, onPreferences }: { words: CookieWords; onPreferences: () => void }) {
  const measures = webConfig().firebase.measurementId !== undefined;
  return (
    <>
      <div>
        <Button variant="primary" onPress={onPreferences}>
          {words.change}
        </Button>
      </div>
      <h2>{words.necessary}</h2>
      <p>{words.necessaryMeans}</p>
      <StoredTable words={words} caption={words.necessary} values={necessary} />
      <h2>{words.analytics}</h2>
      <p>
        {words.analyticsMeans} {measures ? words.googleMeans : words.nothingSet}
      </p>
      {measures && <StoredTable words={words} caption={words.analytics} values={ofAnalytics} />}
      <p>{words.withdrawal}</p>
      <h2>{words.advertising}</h2>
      <p>{words.advertisingMeans}</p>
      <h2>{words.changing}</h2>
      <p>{words.changingMeans}</p>
      <p>{words.signal}</p>
      <p>{words.proof}</p>
    </>
  );
}

/** In the language of the browser, or the one that is chosen here. `onPreferences` opens the choice of purposes. */
export function CookiesPage({ onPreferences }: { onPreferences: () => void }) {
  const [language, setLanguage] = useState<Language>(browserLanguage);
  const [shown, setShown] = useState<{ language: Language; words: CookieWords }>();
  const [failed, setFailed] = useState<Language>();
  useEffect(() => {
    let isWanted = true;
    cookieWords(language).then(
      (words) => {
        if (!isWanted) return;
        setShown({ language, words });
        setFailed(undefined);
      },
      () => {
        if (isWanted) setFailed(language);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [language]);
  const problem = failed === language && (
    <div lang="en">
      <Notice tone="problem">
        {shown === undefined ? 'This page' : 'This language'} can’t be loaded. Check the connection and reload
        it.
      </Notice>
    </div>
  );
  if (shown === undefined) return problem || <Loading language={language} />;
  const { words } = shown;
  return (
    <LegalPage policy={policies.cookies} title={words.title} lead={words.lead} language={shown.language}>
      <LanguageSelect label={words.language} value={language} onChange={setLanguage} />
      {problem}
      <Sections words={words} onPreferences={onPreferences} />
    </LegalPage>
  );
}
