import type { KeepRule } from '@pacs/shared/keeping';
import { describe, expect, it } from 'vitest';
import { choiceOf, daysProblem, ruleOf, ruleWords } from '../../web/src/keeping/keep-choice.ts';

const rules: (KeepRule | undefined)[] = [
  undefined,
  { kind: 'keep' },
  { kind: 'after-upload', days: 30 },
  { kind: 'after-upload', days: 8 },
  { kind: 'after-view', days: 30 },
  { kind: 'after-view', days: 3_650 },
];

describe('the choice of how long studies are kept', () => {
  it.each(rules)('gives back the rule it was made of: %o', (rule) => {
    const choice = choiceOf(rule, 'as-others');
    expect(daysProblem(choice)).toBeUndefined();
    expect(ruleOf(choice)).toEqual(rule);
  });

  it('names thirty days after upload as what they are for, and nothing else', () => {
    expect(choiceOf({ kind: 'after-upload', days: 30 }, 'keep').kind).toBe('temporary');
    expect(choiceOf({ kind: 'after-view', days: 30 }, 'keep').kind).toBe('after-view');
  });

  it.each(['', '7', '3651', '8.5', '-9', '1e2', 'ten'])('takes no “%s” for days', (days) => {
    expect(daysProblem({ kind: 'after-view', days })).toBeDefined();
    expect(daysProblem({ kind: 'keep', days })).toBeUndefined();
  });

  it('says in words what becomes of a study', () => {
    expect(rules.map(ruleWords)).toEqual([
      'kept until you delete it',
      'kept until you delete it',
      'deleted 30 days after its last upload',
      'deleted 8 days after its last upload',
      'deleted 30 days after it was last opened',
      'deleted 3650 days after it was last opened',
    ]);
  });
});
