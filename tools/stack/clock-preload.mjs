/**
 * Preloaded into every Node process of a stack under test: its Date runs ahead by the milliseconds written
 * in the file that PACS_CLOCK_FILE names. The product knows nothing of it.
 */
import { readFileSync } from 'node:fs';

const file = process.env.PACS_CLOCK_FILE;

if (file !== undefined) {
  const realNow = Date.now;
  const now = () => {
    try {
      return realNow() + Number(readFileSync(file, 'utf8'));
    } catch {
      return realNow();
    }
  };
  const shifted = new Proxy(Date, {
    construct: (real, parts, target) =>
      Reflect.construct(real, parts.length === 0 ? [now()] : parts, target === shifted ? real : target),
    apply: (real) => new real(now()).toString(),
    get: (real, key) => (key === 'now' ? now : Reflect.get(real, key)),
  });
  globalThis.Date = shifted;
}
