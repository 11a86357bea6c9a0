/** The sealer and its verification over the emulators: batches with preconditions, create-only copies, erasure. */
import { paths } from '@pacs/shared/paths';
import { beforeAll, expect, test } from 'vitest';
import { sealEvents } from '../../functions/src/core/audit/seal-events.ts';
import { type Finding, verifyTrail } from '../../functions/src/core/audit/verify-seals.ts';
import type { sealPorts } from '../../functions/src/wiring-seals.ts';
import { eraseAudit, verifyAudit } from '../../tools/audit/audit-commands.ts';
import { putDocument } from '../support/stack-clients.ts';
import { readDocuments } from '../support/read-documents.ts';
import { realPorts } from './real-ports.ts';
import { documentFields } from './stack-inside.ts';

const ownerUid = `sealed-${crypto.randomUUID()}`;
let ports: ReturnType<typeof sealPorts>;

beforeAll(async () => {
  await realPorts();
  process.env['PACS_SEALS_BUCKET'] = 'demo-pacs-seals';
  const { sealPorts: wire } = await import('../../functions/src/wiring-seals.ts');
  ports = wire();
  for (let number = 0; number < 5; number += 1)
    await ports.audit.append({
      ownerUid,
      studyId: `study-${String(number)}`,
      action: 'study-opened',
      actor: { kind: 'owner', uid: ownerUid },
      outcome: 'success',
      atMs: 1_800_000_000_000 - number,
    });
});

const own = () => readDocuments('audit', 'ownerUid', ownerUid);

async function verify() {
  const { seals, archive } = ports;
  const archived = await archive?.all();
  const verified = await verifyTrail({ archived, stored: await seals.stored(), events: seals.events() });
  // Other files of this stack write events of their own, past the service.
  const findings = verified.findings.filter(({ what }) => what !== 'event-without-mark');
  return { ...verified, findings, archived: archived?.length };
}

test('runs at once seal every event once, and every seal has its copy', async () => {
  await Promise.all([sealEvents(ports), sealEvents(ports), sealEvents(ports)]);
  // Files before this one have left events by the hundred, and one that is written to meanwhile ends a run.
  for (let run = 0; run < 20 && (await own()).some(({ sealed }) => sealed === false); run += 1)
    await sealEvents(ports);
  const events = await own();
  expect(events).toHaveLength(5);
  for (const event of events)
    expect(event).toMatchObject({
      sealed: expect.any(Number) as number,
      salt: expect.stringMatching(/^.{43}$/) as string,
    });
  const { findings, seals, archived, intact } = await verify();
  expect(findings).toEqual([]);
  expect(archived).toBe(seals);
  expect(intact).toBeGreaterThanOrEqual(5);
});

test('what is altered in the database is found, and an erasure is none', async () => {
  const [event] = await ports.seals.sealedOf(ownerUid, 1);
  if (event === undefined) throw new Error('nothing is sealed');
  const fields = await documentFields(paths.audit(event));
  await putDocument(paths.audit(event), { ...fields, outcome: 'refused' });
  const found = (await verify()).findings.map((finding: Finding) =>
    'event' in finding ? finding.event : finding.what,
  );
  expect(found).toEqual([event]);

  // Files before this one have erased events of theirs.
  const before = (await verify()).erased;
  const said: string[] = [];
  const print = (line: string) => {
    said.push(line);
  };
  expect(await verifyAudit(ports, print)).toBe(1);
  expect(said.join('\n')).toContain(`Event ${event} of seal`);

  await eraseAudit(ports, ownerUid, print);
  expect(said.at(-1)).toMatch(/^5 events erased\./);
  expect(await own()).toEqual([]);
  expect(await verify()).toMatchObject({ findings: [], erased: before + 5 });
  said.length = 0;
  await verifyAudit(ports, print);
  expect(said.join('\n')).toContain('To know by yourself: 5 events erased at ');
});
