import type { KeepRule } from '@pacs/shared/keeping';
import { holdReasonMax } from '@pacs/shared/keeping';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { choiceOf, daysProblem, ruleOf, ruleWords } from '../keeping/keep-choice.ts';
import { KeepFields } from '../keeping/keep-fields.tsx';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import type { StudyRow } from './core/study-row.ts';
import { patientWords } from './core/study-title.ts';

const sameRule = (a: KeepRule | undefined, b: KeepRule | undefined) =>
  ruleWords(a) === ruleWords(b) && (a === undefined) === (b === undefined);

interface KeepingDialogProps {
  row: StudyRow;
  /** Of the owner's other studies. */
  ownersRule: KeepRule | undefined;
  onClose: () => void;
}

/** How long one study is kept, and whether a legal hold keeps it. */
export function KeepingDialog({ row, ownersRule, onClose }: KeepingDialogProps) {
  const { rule, hold, warned } = row.study.keeping ?? {};
  const [choice, setChoice] = useState(() => choiceOf(rule, 'as-others'));
  const [held, setHeld] = useState(hold !== undefined);
  const [reason, setReason] = useState(hold?.reason ?? '');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    if (daysProblem(choice) !== undefined) return;
    setPending(true);
    setProblem(undefined);
    const wanted = ruleOf(choice);
    try {
      if (held !== (hold !== undefined) || (held && reason !== (hold?.reason ?? '')))
        await call('setHold', { studyId: row.id, held, ...(held && reason !== '' && { reason }) });
      if (!sameRule(wanted, rule))
        await call('setKeepRule', { studyId: row.id, ...(wanted && { rule: wanted }) });
      toast('The choice is saved.');
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <Dialog title="How long it is kept" isOpen onClose={onClose}>
      <CheckedForm className="studies-form" onSubmit={save}>
        <p>
          <strong>{patientWords(row)}</strong>
        </p>
        {warned !== undefined && hold === undefined && (
          <Notice tone="warning">
            As things are, it is deleted on {formatDateTime(warned.dueMs)}, with its viewer links.
          </Notice>
        )}
        <KeepFields
          label="Keep this study"
          value={choice}
          others={ruleWords(ownersRule)}
          onChange={setChoice}
        />
        <Checkbox isSelected={held} onChange={setHeld}>
          Legal hold: nothing deletes this study until the hold is released, and neither can you.
        </Checkbox>
        {held && (
          <TextField
            label="Reason (optional, for you alone)"
            value={reason}
            onChange={setReason}
            maxLength={holdReasonMax}
          />
        )}
        {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            Save
          </Button>
        </DialogActions>
      </CheckedForm>
    </Dialog>
  );
}
