/** Which processes below this one used the processor, from Linux's /proc: a benchmark shares the machine with its servers. */
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
  seconds: number;
  command: string;
}

/** USER_HZ: fixed at 100 for what /proc tells (proc_pid_stat(5)). */
const ticksPerSecond = 100;

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ');
        const seconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
        return [{ pid: Number(name), parent: Number(fields[1]), seconds, command }];
      } catch {
        return [];
      }
    });
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/chrom.*--type=renderer/, 'browserPage'],
  [/chrom/, 'browserOther'],
  [/functions(Emulator|Runtime)/i, 'functions'],
  [/\bjava\b/, 'firestoreAndRules'],
  [/firebase/, 'emulators'],
];

/** Seconds of processor so far, by kind of process; what has ended is not counted. */
function secondsByKind(): Map<string, number> {
  const all = processes();
  const below = new Set([process.pid]);
  for (let before = 0; before !== below.size;) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  const sums = new Map<string, number>();
  for (const { pid, seconds, command } of all) {
    if (!below.has(pid)) continue;
    const kind =
      pid === process.pid
        ? 'lineAndStorageProxy'
        : (kinds.find(([pattern]) => pattern.test(command))?.[1] ?? 'other');
    sums.set(kind, (sums.get(kind) ?? 0) + seconds);
  }
  sums.set('takenByTheHost', stolenSeconds());
  return sums;
}

/** What a virtual machine's host gave to others while something here wanted to run (proc_stat(5), `steal`). */
const stolenSeconds = (): number =>
  Number(readFileSync('/proc/stat', 'latin1').split('\n')[0]?.trim().split(/\s+/)[8] ?? 0) / ticksPerSecond;

/** Call what it returns for the seconds since. Empty where there is no /proc. */
export function startProcessorTime(): () => Record<string, number> {
  const read = (): Map<string, number> => {
    try {
      return secondsByKind();
    } catch {
      return new Map();
    }
  };
  const before = read();
  return () =>
    Object.fromEntries(
      [...read()].map(([kind, seconds]) => [
        kind,
        Math.round(100 * (seconds - (before.get(kind) ?? 0))) / 100,
      ]),
    );
}

const restMs = 300;
const patienceMs = 10_000;

/**
 * Resolves once this process and those below it have hardly used a processor for a moment: a browser that was just
 * started is still busy with itself, and whoever follows a link has one that runs. At once where there is no /proc.
 */
export async function processorsAtRest(): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += restMs) {
    const used = startProcessorTime();
    await new Promise((resolve) => setTimeout(resolve, restMs));
    const { takenByTheHost: _, ...own } = used();
    const seconds = Object.values(own).reduce((sum, one) => sum + one, 0);
    if (seconds <= 0.03) return;
  }
}
