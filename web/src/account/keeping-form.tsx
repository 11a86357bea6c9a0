import type { KeepRule } from '@pacs/shared/keeping';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { choiceOf, daysProblem, ruleOf } from '../keeping/keep-choice.ts';
import { KeepFields } from '../keeping/keep-fields.tsx';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { toast } from '../ui/toast.tsx';

/** Of all studies that have no rule of their own. */
export function KeepingForm({ rule }: { rule: KeepRule | undefined }) {
  const [choice, setChoice] = useState(() => choiceOf(rule, 'keep'));
  const [isPending, setPending] = useState(false);
  const save = async () => {
    const wanted = ruleOf(choice);
    if (daysProblem(choice) !== undefined || wanted === undefined) return;
    setPending(true);
    try {
      await call('setKeepRule', { rule: wanted });
      toast('The choice is saved.');
    } catch (error) {
      toast(errorWords(error), 'problem');
    } finally {
      setPending(false);
    }
  };
  return (
    <CheckedForm className="account-form" onSubmit={save}>
      <KeepFields label="Keep studies" value={choice} onChange={setChoice} />
      <div>
        <Button type="submit" isPending={isPending}>
          Save choice
        </Button>
      </div>
    </CheckedForm>
  );
}
