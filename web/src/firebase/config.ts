/** What the build was told about its Firebase project (README, "Deploy"). Fails at start where it is wrong. */
import { z } from 'zod';

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const FirebaseOptions = z.object({
  apiKey: z.string().min(1),
  projectId: z.string().min(1),
  authDomain: z.string().optional(),
  appId: z.string().optional(),
  storageBucket: z.string().optional(),
  messagingSenderId: z.string().optional(),
  /** Present only where the operator uses Google Analytics; it is loaded after a yes and never before. */
  measurementId: z.string().optional(),
});

const Emulators = z.object({
  auth: z.url(),
  firestore: z.string().regex(/^[^:]+:\d+$/),
  functions: z.string().regex(/^[^:]+:\d+$/),
});

const WebEnvironment = z.object({
  VITE_FIREBASE_CONFIG: json(FirebaseOptions),
  VITE_REGION: z.string().default('europe-west1'),
  /** Where bundles are uploaded; the local stack puts its storage proxy here. */
  VITE_UPLOAD_ORIGIN: z.url().default('https://firebasestorage.googleapis.com'),
  VITE_EMULATORS: json(Emulators).optional(),
  /** `outbox` where somebody delivers what functions write there (README, “Mail”). */
  VITE_MAIL: z.enum(['none', 'outbox']).default('none'),
});

export interface WebConfig {
  firebase: z.infer<typeof FirebaseOptions>;
  region: string;
  uploadOrigin: string;
  sendsMail: boolean;
  emulators: z.infer<typeof Emulators> | undefined;
}

/** Throws with the names of the variables that are wrong, never their values. */
export function parseWebConfig(environment: unknown): WebConfig {
  const result = WebEnvironment.safeParse(environment);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
    throw new Error(`The build lacks a valid ${names.join(', ')}.`);
  }
  const { VITE_FIREBASE_CONFIG, VITE_REGION, VITE_UPLOAD_ORIGIN, VITE_EMULATORS, VITE_MAIL } = result.data;
  return {
    firebase: VITE_FIREBASE_CONFIG,
    region: VITE_REGION,
    uploadOrigin: VITE_UPLOAD_ORIGIN,
    sendsMail: VITE_MAIL === 'outbox',
    emulators: VITE_EMULATORS,
  };
}

let parsed: WebConfig | undefined;
export const webConfig = (): WebConfig => (parsed ??= parseWebConfig(import.meta.env));
