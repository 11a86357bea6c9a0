/** What verifying the audit trail found, for people. */
import type { Erasure, Finding, LateEvent, Verified } from '../../functions/src/core/audit/verify-seals.ts';

function words(finding: Finding): string {
  switch (finding.what) {
    case 'seal-missing':
      return `Seal ${String(finding.seal)} is missing.`;
    case 'seal-altered':
      return `Seal ${String(finding.seal)} is not what it was: its events or their order were changed.`;
    case 'chain-broken':
      return `Seal ${String(finding.seal)} does not follow the one before it.`;
    case 'copies-differ':
      return `Seal ${String(finding.seal)} in the database differs from its copy in the bucket.`;
    case 'copy-missing':
      return `Seal ${String(finding.seal)} was copied into the bucket and is not there any more.`;
    case 'event-removed':
      return `Event ${finding.event} of seal ${String(finding.seal)} was removed.`;
    case 'event-altered':
      return `Event ${finding.event} of seal ${String(finding.seal)} was altered.`;
    case 'event-sealed-twice':
      return `Event ${finding.event} stands in seal ${String(finding.seal)} and in an earlier one.`;
    case 'event-not-in-its-seal':
      return `Event ${finding.event} says that it is sealed, and no seal has it.`;
    case 'event-without-mark':
      return `Event ${finding.event} was not written by the service: nothing says whether it is sealed.`;
    case 'erased-unlike-record':
      return finding.recorded === 0
        ? `${counted(finding.erased, 'event')} erased under the record ${finding.record}, which there is not.`
        : `Record ${finding.record} says that ${counted(finding.recorded, 'event')} were erased: ${String(finding.erased)} name it.`;
  }
}

const counted = (count: number, one: string) =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
const utc = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const erasureWords = ({ record, count, atMs }: Erasure) =>
  `To know by yourself: ${counted(count, 'event')} erased at ${utc(atMs)}, record ${record}.`;

const lateWords = ({ event, seal, atMs }: LateEvent) =>
  `To look into: event ${event} is of ${utc(atMs)} by its own words and came hours later, into seal ${String(seal)}.`;

/** Line by line; what was found comes first. */
export function reportTrail(
  { findings, seals, intact, erased, open, erasures, late }: Verified,
  copies: number | undefined,
) {
  return [
    ...findings.map(words),
    ...late.map(lateWords),
    ...erasures.map(erasureWords),
    [
      counted(seals, 'seal'),
      copies === undefined
        ? 'no bucket of copies'
        : `${counted(copies, 'copy').replace(/ys$/, 'ies')} compared`,
      `${counted(intact, 'event')} as sealed`,
      `${counted(erased, 'event')} erased`,
      `${counted(open, 'event')} not sealed yet`,
    ].join(', '),
    findings.length === 0 ? 'The trail is as it was sealed.' : `${counted(findings.length, 'finding')}.`,
  ];
}
