/** A request as it is being written. */
import type { Language } from '@pacs/shared/languages';
import { AskRightRequest, type RightKind, type RightRole } from '@pacs/shared/rights';

export interface RightsDraft {
  role: RightRole;
  kind: RightKind;
  name: string;
  email: string;
  words: string;
}

export const emptyDraft: RightsDraft = { role: 'patient', kind: 'access', name: '', email: '', words: '' };

const problems = { name: 'nameMissing', email: 'emailWrong', words: 'detailsMissing' } as const;
type Field = keyof typeof problems;
export type DraftProblems = Partial<Record<Field, (typeof problems)[Field]>>;

/** As it is sent, or which fields have to be put right. */
export function readDraft(
  draft: RightsDraft,
  language: Language,
): { asked: AskRightRequest } | { wrong: DraftProblems } {
  const read = AskRightRequest.safeParse({ ...draft, email: draft.email.trim(), language });
  if (read.success) return { asked: read.data };
  const wrong: DraftProblems = {};
  for (const { path } of read.error.issues) {
    const field = (Object.keys(problems) as Field[]).find((name) => name === path[0]);
    if (field !== undefined) wrong[field] = problems[field];
  }
  return { wrong };
}
