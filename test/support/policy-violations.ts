/** What a page did against its content security policy. */
import type { BrowserContext } from 'playwright-core';

/** Filled while the context lives: the browser's own words on each. */
export function watchViolations(context: BrowserContext): string[] {
  const seen: string[] = [];
  context.on('console', (message) => {
    if (/Content Security Policy|requires 'Trusted|Trusted(?:HTML|Script)/.test(message.text()))
      seen.push(message.text());
  });
  return seen;
}
