import type { CallableRequest } from '@pacs/shared/callables';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { StudyDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import type { StudyKeeping } from '@pacs/shared/keeping';
import type { Clock, StudyStore } from '../ports.ts';
import type { RetentionStore } from './retention-ports.ts';

interface KeepingPorts {
  studies: StudyStore;
  clock: Clock;
}

const triesOnConflict = 16;

/** What was told of its deletion is not so any more: it is told anew. Errors: not-found. */
async function changeKeeping(
  { studies, clock }: KeepingPorts,
  ownerUid: string,
  studyId: string,
  action: AuditDocument['action'],
  change: (keeping: StudyKeeping) => StudyKeeping,
): Promise<void> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    if (attempt > 0) await clock.wait(50 * attempt);
    const stored = await studies.get(studyId);
    if (stored?.study.ownerUid !== ownerUid || stored.study.state === 'deleting')
      throw new AppError('not-found');
    const { warned: _warned, ...keeping } = stored.study.keeping ?? {};
    const study: StudyDocument = { ...stored.study, keeping: change(keeping) };
    const written = await studies.replace(studyId, study, stored.version, {
      ownerUid,
      studyId,
      action,
      actor: { kind: 'owner', uid: ownerUid },
      outcome: 'success',
      atMs: clock.now(),
    });
    if (written === 'done') return;
  }
  throw new AppError('conflict');
}

/** Errors: not-found. */
export async function setKeepRule(
  ports: KeepingPorts & { retention: RetentionStore },
  ownerUid: string,
  { studyId, rule }: CallableRequest<'setKeepRule'>,
): Promise<void> {
  if (studyId !== undefined) {
    await changeKeeping(ports, ownerUid, studyId, 'study-kept', ({ rule: _rule, ...keeping }) => ({
      ...keeping,
      ...(rule && { rule }),
    }));
    return;
  }
  await ports.retention.setRule(ownerUid, rule, {
    ownerUid,
    studyId: '',
    action: 'study-kept',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs: ports.clock.now(),
  });
}

/** Errors: not-found. */
export async function setHold(
  ports: KeepingPorts,
  ownerUid: string,
  { studyId, held, reason = '' }: CallableRequest<'setHold'>,
): Promise<void> {
  const sinceMs = ports.clock.now();
  const action = held ? 'study-held' : 'study-released';
  await changeKeeping(ports, ownerUid, studyId, action, ({ hold, ...keeping }) => ({
    ...keeping,
    ...(held && { hold: { sinceMs: hold?.sinceMs ?? sinceMs, ...(reason !== '' && { reason }) } }),
  }));
}
