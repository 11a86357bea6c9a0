/**
 * Within what time a weakness in a dependency is mended and a dependency brought up to date (docs/security.md says so to
 * the operator), and what has not been. Pure: what npm says and the date come in.
 */
import { z } from 'zod';

const dayMs = 24 * 3_600_000;

/** Days from when an advisory is first seen. */
export const remediationDays = { critical: 7, high: 30, moderate: 90, low: 180, info: 180 } as const;

/** Days that a direct dependency may stay behind a release that is newer. */
export const updateDays = 180;

const severity = z.enum(['critical', 'high', 'moderate', 'low', 'info']);

/** `npm audit --json` (auditReportVersion 2): packages, each with the advisories or other packages it has it from. */
export const AuditReport = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(
        z.union([z.string(), z.object({ url: z.string(), title: z.string(), name: z.string(), severity })]),
      ),
    }),
  ),
});
export type AuditReport = z.infer<typeof AuditReport>;

/** tools/dependencies/seen.json: advisories that are known and not mended yet, with the day they were first seen. */
export const SeenAdvisories = z.array(
  z.object({
    url: z.string(),
    firstSeen: z.iso.date(),
    /** Why it does not matter until then, or what it waits for. */
    note: z.string().min(1),
  }),
);
export type SeenAdvisories = z.infer<typeof SeenAdvisories>;

/** Of one package: the version in use, and when each version was released. */
export interface Releases {
  name: string;
  version: string;
  releasedAt: Readonly<Record<string, string>>;
}

interface Advisory {
  url: string;
  title: string;
  name: string;
  severity: z.infer<typeof severity>;
}

/** Each advisory once, whichever packages have it. */
function advisoriesOf({ vulnerabilities }: AuditReport): Advisory[] {
  const all = Object.values(vulnerabilities).flatMap(({ via }) =>
    via.filter((one) => typeof one !== 'string'),
  );
  return [...new Map(all.map((one) => [one.url, one])).values()];
}

/** Sentences; none where everything is within its time. */
export function overdueAdvisories(report: AuditReport, seen: SeenAdvisories, nowMs: number): string[] {
  const advisories = advisoriesOf(report);
  const known = new Map(seen.map((one) => [one.url, one]));
  const current = new Set(advisories.map(({ url }) => url));
  return [
    ...advisories.flatMap(({ url, title, name, severity: how }) => {
      const what = `${name}: ${title} (${how}, ${url})`;
      const first = known.get(url)?.firstSeen;
      if (first === undefined)
        return [`New: ${what}. Mend it, or write it into tools/dependencies/seen.json.`];
      const days = remediationDays[how];
      return nowMs > Date.parse(first) + days * dayMs
        ? [`Overdue: ${what}, first seen ${first}, to be mended within ${String(days)} days.`]
        : [];
    }),
    ...seen.flatMap(({ url }) =>
      current.has(url) ? [] : [`Mended: ${url} can leave tools/dependencies/seen.json.`],
    ),
  ];
}

const isRelease = (version: string) => /^\d+\.\d+\.\d+$/.test(version);
const numbersOf = (version: string) => version.split('.').map(Number);

function isNewer(one: string, than: string): boolean {
  const [a, b] = [numbersOf(one), numbersOf(than)];
  const at = a.findIndex((number, place) => number !== b[place]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

/** Sentences on direct dependencies that have been behind for longer than `updateDays`. */
export function overdueUpdates(packages: readonly Releases[], nowMs: number): string[] {
  return packages.flatMap(({ name, version, releasedAt }) => {
    const [oldest] = Object.entries(releasedAt)
      .filter(([other]) => isRelease(other) && isNewer(other, version))
      .sort(([, a], [, b]) => Date.parse(a) - Date.parse(b));
    if (!oldest || nowMs <= Date.parse(oldest[1]) + updateDays * dayMs) return [];
    const [newer, since] = oldest;
    return [
      `Behind: ${name} ${version}, though ${newer} was released ${since.slice(0, 10)}, more than ${String(updateDays)} days ago.`,
    ];
  });
}
