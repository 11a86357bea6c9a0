/** Whether two instances agree on whose they are. */
import { foldText } from './fold-text.ts';
import type { PatientIdentity, PersonName } from '../documents.ts';

/** Letters, their marks and digits only: how two systems write one name differs in the rest. */
const fold = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

const groups = (name: PersonName): string[] =>
  [name.alphabetic, name.ideographic, name.phonetic].map((group) => fold(group ?? ''));

/** Two names disagree where both say something in the same group and none of the shared groups agrees. */
function namesDisagree(a: PersonName | undefined, b: PersonName | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const others = groups(b);
  const shared = groups(a).flatMap((text, index) => {
    const other = others[index] ?? '';
    return text !== '' && other !== '' ? [text === other] : [];
  });
  return shared.length > 0 && !shared.includes(true);
}

/** Name or birth date say different things; what is missing on one side disagrees with nothing. */
export function identitiesDisagree(a: PatientIdentity, b: PatientIdentity): boolean {
  const [birthA, birthB] = [a.patientBirthDate, b.patientBirthDate];
  const birthDisagrees = birthA !== undefined && birthB !== undefined && birthA !== birthB;
  return birthDisagrees || namesDisagree(a.patientName, b.patientName);
}
