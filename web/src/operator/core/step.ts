import { limits } from '@pacs/shared/limits';
import { plainWords } from '@pacs/shared/plain-words';
import { RightStepRequest, type RightStep } from '@pacs/shared/rights';

export interface StepDraft {
  step: RightStep;
  words: string;
  /** As typed. */
  days: string;
}

/** The step as it is sent; undefined where something is missing. */
export function readStep({ step, words, days }: StepDraft): RightStepRequest | undefined {
  return RightStepRequest.safeParse({
    step,
    ...(step !== 'take' && { words }),
    ...(step === 'extend' && { days: Number(days) }),
  }).data;
}

export const daysProblem = (days: string): string | undefined => {
  const count = Number(days);
  return Number.isInteger(count) && count >= 1 && count <= limits.rightsExtensionDays
    ? undefined
    : `From 1 to ${String(limits.rightsExtensionDays)} days.`;
};

/** As the words will be kept: what is not seen is nothing, and one letter may become several. */
export function wordsProblem(words: string): string | undefined {
  const { length } = plainWords(words).trim();
  if (length === 0) return 'Write a few words.';
  return length > limits.rightsLetterMax ? 'This is too long.' : undefined;
}
