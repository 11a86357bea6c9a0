/** What a running stack tells whoever wants to use it. */
import { z } from 'zod';

const origin = z.url();
const hostPort = z.string().regex(/^[^:/]+:\d+$/);

export const StackInfo = z.object({
  projectId: z.string(),
  region: z.string(),
  buckets: z.object({ uploads: z.string(), studies: z.string() }),
  origins: z.object({
    /** Where a person opens the app: Hosting's emulator. */
    web: origin,
    hosting: origin,
    functions: origin,
    auth: origin,
    /** host:port, as the Firestore SDKs want it. */
    firestore: hostPort,
    /** host:port, as the Admin SDK wants it; absent without functions. */
    tasks: hostPort.optional(),
    /** Without signatures, offsets or rules at start: for the Admin SDK only. */
    storageEmulator: origin,
    /** Storage as production behaves: uploads and signed URLs go here. */
    storageProxy: origin,
  }),
  /** Milliseconds by which every clock of the stack is ahead of the real one. */
  clockFile: z.string().optional(),
  /** Key that signs URLs; tests make valid and forged ones with it. */
  signingKeyFile: z.string(),
  /** What emulators and functions say. */
  logFile: z.string(),
});
export type StackInfo = z.infer<typeof StackInfo>;
