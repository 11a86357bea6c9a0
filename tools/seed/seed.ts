import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../stack/directories.ts';
import type { StackInfo } from '../stack/stack-info.ts';
import { callFunction } from './callable-client.ts';
import { createUser } from './create-user.ts';
import { seedStudies, seedStudyNames } from './seed-studies.ts';
import { uploadStudy } from './upload-study.ts';
import { waitForIngest } from './wait-for-ingest.ts';

const SeedUser = z.object({
  email: z.email(),
  password: z.string(),
  displayName: z.string(),
  operator: z.boolean().default(false),
  studies: z.array(z.enum(seedStudyNames)),
});
export type SeedUser = z.infer<typeof SeedUser>;

export function seedUsers(): SeedUser[] {
  const file = join(root, 'emulator-data', 'users.json');
  return z.array(SeedUser).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The users of emulator-data/ with their studies, by the way that every user and study takes. */
export async function seedStack(stack: StackInfo, progress: (line: string) => void): Promise<SeedUser[]> {
  const users = seedUsers();
  progress('Making the synthetic studies …');
  // All of them first: making one takes seconds, in which connections kept open would go stale.
  const made = users.map(({ studies }) => studies.map((name) => seedStudies[name]()));
  for (const [at, user] of users.entries()) {
    progress(`Seeding ${user.email} with ${user.studies.join(', ') || 'no study'} …`);
    const { idToken } = await createUser(stack, user);
    for (const terms of ['professionalAdult', 'uploadGrounds'] as const) {
      await callFunction(stack, idToken, 'acceptTerms', { terms, textVersion: 'seed' });
    }
    for (const files of made[at] ?? []) {
      const uploadId = await uploadStudy(stack, idToken, files);
      await waitForIngest(stack, idToken, uploadId);
    }
  }
  return users;
}
