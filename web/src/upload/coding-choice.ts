/** Whether images are made smaller before they leave: the user's choice in this browser, `automatic` until there is one. */
import { z } from 'zod';

export const CodingChoice = z.enum(['automatic', 'always', 'never']);
export type CodingChoice = z.infer<typeof CodingChoice>;

const key = 'upload-coding';

export function readCodingChoice(): CodingChoice {
  try {
    return CodingChoice.safeParse(localStorage.getItem(key)).data ?? 'automatic';
  } catch {
    return 'automatic';
  }
}

/** Without storage the choice is not kept. */
export function keepCodingChoice(choice: CodingChoice): void {
  try {
    if (choice === 'automatic') localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    return;
  }
}
