const passwordMin = 10;

/** What is wrong with a new password; null where nothing is. */
export const passwordProblem = (password: string): string | null =>
  password.length < passwordMin ? `Choose at least ${String(passwordMin)} characters.` : null;
