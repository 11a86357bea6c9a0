/** Who runs this installation: every name, address and term of the legal pages. Set by VITE_OPERATOR (README, "Deploy"). */
import { z } from 'zod';

const line = z.string().min(1).max(300);
const https = z.url({ protocol: /^https$/ });

export const Operator = z.strictObject({
  name: line,
  address: line,
  privacyEmail: z.email(),
  supportEmail: z.email(),
  securityEmail: z.email(),
  dataProtectionOfficer: line.optional(),
  supervisoryAuthority: z.object({ name: line, url: https }),
  /** Where Firestore, Cloud Storage and Cloud Functions run, in words. */
  dataLocation: line,
  /** Who delivers the messages of the outbox, where the operator has somebody do so. */
  mailService: z
    .object({ name: line, place: line, privacyUrl: https.optional(), dpaUrl: https.optional() })
    .optional(),
  /** Whoever else processes data for the operator: a support desk, a monitoring service. */
  processors: z
    .array(
      z.object({
        name: line,
        company: line,
        purpose: line,
        data: line,
        place: line,
        privacyUrl: https.optional(),
        dpaUrl: https.optional(),
      }),
    )
    .max(20)
    .optional(),
  /** When somebody answers, in words. */
  supportHours: line.optional(),
  /** ISO date from which the texts count. */
  effectiveDate: z.iso.date(),
  /** Days; as configured in Cloud Logging, Firestore backups and the studies bucket's soft delete. */
  retentionDays: z.object({
    serverLogs: z.int().min(1),
    backups: z.int().min(0),
    deletedImages: z.int().min(0),
  }),
});
export type Operator = z.infer<typeof Operator>;

/** What a copy that nobody has configured says. The pages point it out (`isExample`). */
const example: Operator = {
  name: 'Example operator',
  address: 'Example Street 1, 1000 Example City',
  privacyEmail: 'privacy@example.org',
  supportEmail: 'support@example.org',
  securityEmail: 'security@example.org',
  supervisoryAuthority: {
    name: 'the data protection authority of your country',
    url: 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en',
  },
  dataLocation: 'Belgium, European Union (Google Cloud region europe-west1)',
  effectiveDate: '2026-02-08',
  retentionDays: { serverLogs: 30, backups: 30, deletedImages: 7 },
};

export interface OperatorFacts extends Operator {
  isExample: boolean;
}

/** `text` is the JSON of VITE_OPERATOR; missing gives the example. Throws where it is there and wrong. */
export function parseOperator(text: string | undefined): OperatorFacts {
  if (text === undefined || text === '') return { ...example, isExample: true };
  return { ...Operator.parse(JSON.parse(text)), isExample: false };
}

let parsed: OperatorFacts | undefined;
export const operator = (): OperatorFacts =>
  (parsed ??= parseOperator(
    z
      .string()
      .optional()
      .parse(import.meta.env['VITE_OPERATOR']),
  ));
