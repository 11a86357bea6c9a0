import { z } from 'zod';

const Wanted = z.object({ from: z.string().regex(/^\/(?![/\\])/) });

/** Where to go after signing in: the address a guard has noted (own paths only), else the studies. */
export const destinationAfterSignIn = (state: unknown): string =>
  Wanted.safeParse(state).data?.from ?? '/studies';
