/** What a link is protected by, as it is being chosen. */
import { limits } from '@pacs/shared/limits';

export interface Protection {
  /** undefined: none is asked for. */
  passcode: string | undefined;
  /** As typed; undefined: no limit. */
  maxViews: string | undefined;
}

export const unprotected: Protection = { passcode: undefined, maxViews: undefined };

export interface ProtectionProblems {
  passcode?: string;
  maxViews?: string;
}

const whole = (typed: string): number | undefined =>
  /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : undefined;

/** What has to be put right before a link is made, field by field. */
export function protectionProblems({ passcode, maxViews }: Protection): ProtectionProblems {
  const problems: ProtectionProblems = {};
  if (passcode !== undefined && passcode.trim().length < limits.passcodeMinLength)
    problems.passcode = `At least ${String(limits.passcodeMinLength)} characters.`;
  const views = maxViews === undefined ? 1 : whole(maxViews);
  if (views === undefined || views < 1 || views > limits.linkMaxViews)
    problems.maxViews = `A whole number from 1 to ${limits.linkMaxViews.toLocaleString('en')}.`;
  return problems;
}

/** As createLink takes it; only of what has no problems. */
export function protectionRequest({ passcode, maxViews }: Protection) {
  return {
    ...(passcode !== undefined && { passcode: { words: passcode.trim(), maxTries: limits.linkTries } }),
    ...(maxViews !== undefined && { maxViews: whole(maxViews) }),
  };
}

/** Six digits, each as likely as any other: `random` gives whole numbers below 2³². */
export function suggestPasscode(random: () => number): string {
  const digits = 10 ** 6;
  const fair = Math.floor(2 ** 32 / digits) * digits;
  for (;;) {
    const drawn = random();
    if (drawn < fair) return String(drawn % digits).padStart(6, '0');
  }
}
