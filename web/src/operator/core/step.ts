import { limits } from '@pacs/shared/limits';
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
