import { languages } from '@pacs/shared/languages';
import { limits } from '@pacs/shared/limits';
import { rightKinds, rightRoles } from '@pacs/shared/rights';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { Notice } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useNow } from '../ui/use-now.ts';
import {
  type EntryDraft,
  type EntryProblems,
  emptyEntry,
  enteredChannels,
  readEntry,
} from './core/entry-draft.ts';
import { channelWords, kindWords, roleWords } from './core/words.ts';
import { OperatorFrame } from './operator-frame.tsx';

/** A request that came by letter, telephone or at the desk. */
export default function EnterPage() {
  const nowMs = useNow();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => emptyEntry(nowMs));
  const [wasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const read = readEntry(draft, nowMs);

  const submit = async () => {
    setTried(true);
    if ('wrong' in read) return;
    setPending(true);
    setProblem(undefined);
    try {
      const { requestId } = await call('enterRightsRequest', read.entered);
      await navigate(`/operator/requests/${requestId}`, { replace: true });
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };

  return (
    <OperatorFrame
      title="Enter a request"
      lead="The 30 days run from the day it came. Make sure who is asking before you answer: nobody has confirmed what stands here."
    >
      <p>
        <Link to="/operator">All requests</Link>
      </p>
      <CheckedForm className="operator-card operator-entry" onSubmit={submit}>
        <Fields
          draft={draft}
          wrong={wasTried && 'wrong' in read ? read.wrong : {}}
          onChange={(more) => {
            setDraft({ ...draft, ...more });
          }}
        />
        {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        <div>
          <Button type="submit" variant="primary" isPending={isPending}>
            Enter it
          </Button>
        </div>
      </CheckedForm>
    </OperatorFrame>
  );
}

function Fields({
  draft,
  wrong,
  onChange,
}: {
  draft: EntryDraft;
  wrong: EntryProblems;
  onChange: (more: Partial<EntryDraft>) => void;
}) {
  const errorOf = (field: keyof EntryProblems) => (wrong[field] === undefined ? {} : { error: wrong[field] });
  return (
    <>
      <Select
        label="It came by"
        options={enteredChannels.map((id) => ({ id, name: channelWords[id] }))}
        value={draft.channel}
        onChange={(channel) => {
          onChange({ channel });
        }}
      />
      <TextField
        label="Day it came"
        type="date"
        value={draft.day}
        onChange={(day) => {
          onChange({ day });
        }}
        {...errorOf('receivedAtMs')}
      />
      <Select
        label="What is asked for"
        options={rightKinds.map((id) => ({ id, name: kindWords[id] }))}
        value={draft.kind}
        onChange={(kind) => {
          onChange({ kind });
        }}
      />
      <Select
        label="Who asks"
        options={rightRoles.map((id) => ({ id, name: roleWords[id] }))}
        value={draft.role}
        onChange={(role) => {
          onChange({ role });
        }}
      />
      <TextField
        label="Name"
        autoComplete="off"
        maxLength={limits.rightsNameMax}
        value={draft.name}
        onChange={(name) => {
          onChange({ name });
        }}
        {...errorOf('name')}
      />
      <TextField
        label="E-mail address, if they gave one"
        type="email"
        autoComplete="off"
        maxLength={254}
        hint="Letters are sent there, and at once that the request has come."
        value={draft.email}
        onChange={(email) => {
          onChange({ email });
        }}
        {...errorOf('email')}
      />
      <TextField
        label="Postal address or telephone number"
        autoComplete="off"
        maxLength={limits.rightsContactMax}
        value={draft.contact}
        onChange={(contact) => {
          onChange({ contact });
        }}
        {...errorOf('contact')}
      />
      <Select
        label="Language of letters"
        options={languages.map(({ id, name }) => ({ id, name }))}
        value={draft.language}
        onChange={(language) => {
          onChange({ language });
        }}
      />
      <TextArea
        label="What they say"
        maxLength={limits.rightsLetterMax}
        value={draft.words}
        onChange={(words) => {
          onChange({ words });
        }}
        {...errorOf('words')}
      />
    </>
  );
}
