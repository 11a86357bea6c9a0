import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { maySteps, type RightsRequestDocument, type RightStep } from '@pacs/shared/rights';
import { useRef, useState, type ReactNode, type RefObject } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { handOnFocus } from '../ui/hand-on-focus.ts';
import { Notice } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { daysProblem, readStep, type StepDraft, wordsProblem } from './core/step.ts';
import { noMailWords, stepWords } from './core/words.ts';

interface StepFormProps {
  requestId: string;
  request: RightsRequestDocument;
  /** Of the person. */
  language: string;
  /** Without an address, letters are the operator's to send. */
  hasMail: boolean;
  /** It has changed, by this step or by somebody else’s. */
  onChanged: () => void;
}

const emptyDraft = { words: '', days: '60' };

/** What comes next with a request that is open. */
export function StepForm({ requestId, request, language, hasMail, onChanged }: StepFormProps) {
  const steps = maySteps(request, useNow());
  const [typed, setTyped] = useState<Omit<StepDraft, 'step'> & { step?: RightStep }>(emptyDraft);
  const [wasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const next = useRef<HTMLElement>(null);
  if (steps.length === 0)
    return (
      <Next ref={next}>
        <p className="muted">It is closed: nothing more can be written or changed.</p>
        {typed.words !== '' && (
          <Notice tone="warning">
            <span className="operator-words">{`Not sent:\n${typed.words}`}</span>
          </Notice>
        )}
      </Next>
    );
  const draft: StepDraft = {
    ...typed,
    step: steps.find((step) => step === typed.step) ?? steps[0] ?? 'take',
  };
  const { name, field, does } = stepWords[draft.step];
  const isLetter = draft.step !== 'take' && draft.step !== 'note';
  const wrongDays = daysProblem(draft.days);
  const wrongWords = wordsProblem(draft.words);

  const submit = async () => {
    setTried(true);
    const step = readStep(draft);
    if (step === undefined) return;
    setPending(true);
    setProblem(undefined);
    try {
      await call('stepRightsRequest', { requestId, seen: request.rev, step });
      toast(`Done: ${name.toLowerCase()}.`);
      // What was not sent stays: taking it sends no words, and some may have been written meanwhile.
      setTyped(({ words }) =>
        draft.step === 'take' || words !== draft.words ? { ...emptyDraft, words } : emptyDraft,
      );
      setTried(false);
      // The button is another step’s by now.
      next.current?.focus();
      onChanged();
    } catch (error) {
      setProblem(errorWords(error));
      // What was written stays, for what the request has become.
      if (error instanceof AppError && error.code === 'conflict') onChanged();
    } finally {
      setPending(false);
    }
  };

  return (
    <Next ref={next}>
      <div ref={handOnFocus}>
        <CheckedForm className="operator-card" onSubmit={submit}>
          <Select
            label="Step"
            options={steps.map((id) => ({ id, name: stepWords[id].name }))}
            value={draft.step}
            onChange={(step) => {
              setTyped({ ...draft, step });
              setTried(false);
            }}
          />
          <p className="muted">
            {isLetter && !hasMail ? noMailWords : does} {isLetter && `The person reads ${language}.`}
          </p>
          {draft.step === 'extend' && (
            <TextField
              label="By how many days"
              type="number"
              inputMode="numeric"
              value={draft.days}
              onChange={(days) => {
                setTyped({ ...draft, days });
              }}
              {...(wasTried && wrongDays !== undefined ? { error: wrongDays } : {})}
            />
          )}
          {draft.step !== 'take' && (
            <TextArea
              label={field}
              maxLength={limits.rightsLetterMax}
              value={draft.words}
              onChange={(words) => {
                setTyped({ ...draft, words });
              }}
              {...(wasTried && wrongWords !== undefined ? { error: wrongWords } : {})}
            />
          )}
          {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
          <div>
            <Button type="submit" variant="primary" isPending={isPending}>
              {name}
            </Button>
          </div>
        </CheckedForm>
      </div>
    </Next>
  );
}

/** It stays where the form in it goes. */
function Next({ ref, children }: { ref: RefObject<HTMLElement | null>; children: ReactNode }) {
  return (
    <section ref={ref} aria-labelledby="next" tabIndex={-1}>
      <h2 id="next">What comes next</h2>
      {children}
    </section>
  );
}
