/** What is hashed, byte for byte: whoever verifies must arrive at the same. */
import { createHash } from 'node:crypto';
import type { AuditSeal } from '@pacs/shared/audit-seal';

/** An event's document as it lies in the database. */
export type StoredFields = Readonly<Record<string, unknown>>;

/** JSON with the keys of every object in order (as RFC 8785 has it for texts, whole numbers and flags). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const digest = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('base64url');

/** Of all that the document says, whatever its fields are, but for what the sealer puts there. */
export function eventHash(id: string, salt: string, fields: StoredFields): string {
  const { sealed: _sealed, salt: _salt, ...event } = fields;
  return digest([id, salt, event]);
}

export const sealHead = ({ number, previous, sealedAtMs, events }: Omit<AuditSeal, 'head'>): string =>
  digest([number, previous, sealedAtMs, events.map(({ id, hash }) => [id, hash])]);
