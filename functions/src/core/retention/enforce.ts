/** Deletes the studies whose time is over, a week after their owners were told. */
import type { StudyDocument } from '@pacs/shared/documents';
import type { KeepRule } from '@pacs/shared/keeping';
import { limits } from '@pacs/shared/limits';
import { keptDays } from '@pacs/shared/retention';
import type { Accounts, Mail } from '../links/link-ports.ts';
import { expiryMail } from '../mail/account-mails.ts';
import type { StoredStudy } from '../ports.ts';
import { type DeleteStudyPorts, finishDeleting, setTombstone } from '../studies/delete-study.ts';
import { type Step, beginningsOf, dayMs, nextStep } from './due.ts';
import type { RetentionStore } from './retention-ports.ts';

export interface RetentionPorts extends DeleteStudyPorts {
  retention: RetentionStore;
  /** Who is mailed. */
  owners: Accounts;
  mail: Mail;
  webOrigin: string;
}

export type RetentionReport = Record<'deleted' | 'told', number>;

const pageSize = 200;

/** Ends by itself once `untilMs` has come; the next run begins anew and finds what is left. */
export async function enforceRetention(
  ports: RetentionPorts,
  untilMs: number,
  failed: (cause: unknown) => void,
): Promise<RetentionReport> {
  const report: RetentionReport = { deleted: 0, told: 0 };
  const isOver = () => ports.clock.now() >= untilMs;
  const survive = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (cause) {
      failed(cause);
      return undefined;
    }
  };
  const warnings = new Map<string, Warning[]>();
  const act = async (studyId: string, ruleOfOwner: KeepRule | undefined) => {
    const next = await decide(ports, studyId, ruleOfOwner);
    if (next === undefined) return;
    const { stored, step } = next;
    const { ownerUid } = stored.study;
    if (step.step === 'warn')
      warnings.set(ownerUid, [...(warnings.get(ownerUid) ?? []), { studyId, stored, dueMs: step.dueMs }]);
    else if (step.step === 'unwarn') await ports.studies.replace(studyId, unwarned(stored), stored.version);
    else if (step.step === 'delete') {
      await setTombstone(ports, ownerUid, studyId, { by: 'retention', only: stored.version });
      await finishDeleting(ports, studyId);
      report.deleted += 1;
    }
  };

  await survive(async () => {
    for await (const studyId of pages((after: string | undefined) =>
      ports.retention.ruled(after, pageSize),
    )) {
      if (isOver()) return;
      await survive(() => act(studyId, undefined));
    }
  });
  const owners = (after: { uid: string } | undefined) => ports.retention.owners(after?.uid, pageSize);
  await survive(async () => {
    for await (const { uid, rule } of pages(owners)) {
      if (rule.kind === 'keep') continue;
      const madeBeforeMs = ports.clock.now() - (rule.days - keptDays.deletionWarning) * dayMs;
      const studies = (after: { studyId: string; createdAtMs: number } | undefined) =>
        ports.retention.ofOwner(uid, madeBeforeMs, after, pageSize);
      for await (const { studyId } of pages(studies)) {
        if (isOver()) return;
        await survive(() => act(studyId, rule));
      }
    }
  });
  for (const [ownerUid, ofOwner] of warnings)
    report.told += (await survive(() => warn(ports, ownerUid, ofOwner))) ?? 0;
  return report;
}

interface Warning {
  studyId: string;
  stored: StoredStudy;
  dueMs: number;
}

/** Every item of a list that is asked for page by page. */
async function* pages<T>(page: (after: T | undefined) => Promise<T[]>): AsyncGenerator<T> {
  let after: T | undefined;
  do {
    const items = await page(after);
    yield* items;
    after = items.at(-1);
  } while (after !== undefined);
}

async function decide(
  ports: RetentionPorts,
  studyId: string,
  ruleOfOwner: KeepRule | undefined,
): Promise<{ stored: StoredStudy; step: Step } | undefined> {
  const stored = await ports.studies.get(studyId);
  if (!stored) return undefined;
  const { study } = stored;
  const own = study.keeping?.rule;
  const rule = own ?? ruleOfOwner;
  // A study with a rule of its own comes by that, once.
  if (rule === undefined || (own && ruleOfOwner)) return undefined;
  const latestMs = await ports.retention.latest(study.ownerUid, studyId, beginningsOf(rule));
  return { stored, step: nextStep(study, rule, latestMs, ports.clock.now()) };
}

function unwarned({ study }: StoredStudy): StudyDocument {
  const { warned: _warned, ...keeping } = study.keeping ?? {};
  return { ...study, keeping };
}

/** One mail for all of an owner's, a day at most: those that come after it wait for the next day's. */
async function warn(
  { mail, owners, studies, clock, webOrigin }: RetentionPorts,
  ownerUid: string,
  warnings: readonly Warning[],
): Promise<number> {
  const atMs = clock.now();
  const to = await owners.emailOf(ownerUid);
  if (to !== undefined) {
    const dues = warnings.map(({ dueMs }) => dueMs);
    const sent = await mail.send(`expiry-${new Date(atMs).toISOString().slice(0, 10)}-${ownerUid}`, {
      to,
      message: expiryMail({ studies: warnings.length, firstMs: Math.min(...dues), webOrigin }),
      ownerUid,
      createdAtMs: atMs,
      expiresAtMs: atMs + limits.mailMaxAgeMs,
    });
    if (sent === 'sent-already') return 0;
  }
  let told = 0;
  for (const { studyId, stored, dueMs } of warnings) {
    const study = { ...stored.study, keeping: { ...stored.study.keeping, warned: { atMs, dueMs } } };
    const written = await studies.replace(studyId, study, stored.version, {
      ownerUid,
      studyId,
      action: 'study-expiry-told',
      actor: { kind: 'system' },
      outcome: 'success',
      atMs,
    });
    if (written === 'done') told += 1;
  }
  return told;
}
