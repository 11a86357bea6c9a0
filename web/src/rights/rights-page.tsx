import { limits } from '@pacs/shared/limits';
import { rightKinds, rightRoles } from '@pacs/shared/rights';
import { apiPaths } from '@pacs/shared/paths';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { handOnFocus } from '../ui/hand-on-focus.ts';
import { Notice } from '../ui/notice.tsx';
import { RadioButtons } from '../ui/radio-buttons.tsx';
import { Select } from '../ui/select.tsx';
import { Loading } from '../ui/loading.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { browserLanguage } from '../words/language-of.ts';
import { emptyDraft, readDraft } from './core/draft.ts';
import { Problem } from './problem.tsx';
import { MailTo, RightsFrame } from './rights-frame.tsx';
import { usePost } from './use-post.ts';
import { fill, useWords, type Spoken } from './use-words.ts';

export interface RightsPageProps {
  /** The operator's privacy contact. */
  contact: string;
  /** Without somebody who delivers mail nothing can be confirmed. */
  sendsMail: boolean;
  /** Of whoever is signed in. */
  email: string | undefined;
}

/** What can be asked about one's data, by patients, users and anybody else. */
export function RightsPage({ contact, sendsMail, email }: RightsPageProps) {
  const spoken = useWords();
  const [sentTo, setSentTo] = useState<string>();
  if (spoken === undefined) return <Loading language={browserLanguage()} />;
  const { words } = spoken;
  if (sentTo !== undefined)
    return (
      <RightsFrame spoken={spoken} title="sentTitle">
        <Notice tone="success">{fill(words.sent, { email: sentTo })}</Notice>
        <p className="muted">
          {words.sentNothing} <MailTo to={contact} />
        </p>
      </RightsFrame>
    );
  return (
    <RightsFrame spoken={spoken} title="title">
      <p>{words.lead}</p>
      <p className="muted">{words.patients}</p>
      {sendsMail ? (
        // Signed in or not becomes known a moment later: what is being typed begins anew only then.
        <RightsForm key={email} spoken={spoken} contact={contact} email={email} onSent={setSentTo} />
      ) : (
        <>
          <Notice tone="warning">{words.noMail}</Notice>
          <p>
            {words.writeTo} <MailTo to={contact} />
          </p>
        </>
      )}
    </RightsFrame>
  );
}

function RightsForm({
  spoken: { language, words },
  contact,
  email,
  onSent,
}: {
  spoken: Spoken;
  contact: string;
  email: string | undefined;
  onSent: (email: string) => void;
}) {
  const [draft, setDraft] = useState(
    email === undefined ? emptyDraft : { ...emptyDraft, role: 'user' as const, email },
  );
  const [wasTried, setTried] = useState(false);
  const { isPending, error, send } = usePost();
  const read = readDraft(draft, language);
  const wrong = wasTried && 'wrong' in read ? read.wrong : {};
  const errorOf = (field: keyof typeof wrong) => {
    const phrase = wrong[field];
    return phrase === undefined ? {} : { error: words[phrase] };
  };
  const change = (more: Partial<typeof draft>) => {
    setDraft({ ...draft, ...more });
  };
  const submit = async () => {
    setTried(true);
    if ('wrong' in read) return;
    await send(apiPaths.askRight, read.asked, () => {
      onSent(read.asked.email);
    });
  };
  return (
    <div ref={handOnFocus}>
      <CheckedForm className="rights-form" onSubmit={submit}>
        <RadioButtons
          label={words.who}
          options={rightRoles.map((id) => ({ id, name: words[id] }))}
          value={draft.role}
          onChange={(role) => {
            change({ role });
          }}
        />
        <Select
          label={words.what}
          options={rightKinds.map((id) => ({ id, name: words[id] }))}
          value={draft.kind}
          onChange={(kind) => {
            change({ kind });
          }}
        />
        <TextField
          label={words.name}
          autoComplete="name"
          maxLength={limits.rightsNameMax}
          value={draft.name}
          onChange={(name) => {
            change({ name });
          }}
          {...errorOf('name')}
        />
        <TextField
          label={words.email}
          type="email"
          autoComplete="email"
          maxLength={254}
          hint={words.emailHint}
          value={draft.email}
          onChange={(changed) => {
            change({ email: changed });
          }}
          {...errorOf('email')}
        />
        <TextArea
          label={words.details}
          hint={words.detailsHint}
          maxLength={limits.rightsWordsMax}
          value={draft.words}
          onChange={(written) => {
            change({ words: written });
          }}
          {...errorOf('words')}
        />
        <p className="muted">{words.kept}</p>
        {error !== undefined && <Problem error={error} words={words} contact={contact} />}
        <div>
          <Button type="submit" variant="primary" isPending={isPending}>
            {words.send}
          </Button>
        </div>
      </CheckedForm>
    </div>
  );
}
