import { expect, test } from 'vitest';

test('zod that comes later compiles no schemas', async () => {
  await import('../../web/src/zod-jitless.ts');
  const { config } = await import('zod');
  expect(config().jitless).toBe(true);
});
