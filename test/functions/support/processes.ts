/** Functions that run beside each other over one world: one port call at a time, in an order that a seed decides. */
import { setImmediate } from 'node:timers/promises';
import { watched, type World, type WorldPorts } from '../fakes/world.ts';

/**
 * `die-*`: the process ends there; nothing of it runs on, no catch, no finally. `fail-*`: the service refuses, or
 * its answer is lost after the call took effect. `repeat`: the client library sends the call again after a lost
 * answer and hands on the second answer.
 */
export const faults = ['die-before', 'die-after', 'fail-before', 'fail-after', 'repeat'] as const;
export type Fault = (typeof faults)[number];

/** undefined: nothing happens. `number` counts the process's calls from 0. */
export type FaultPlan = (process: string, number: number, call: string) => Fault | undefined;

export interface Process {
  name: string;
  run: (ports: WorldPorts) => Promise<unknown>;
}

export type Ending =
  { how: 'resolved'; value: unknown } | { how: 'rejected'; error: unknown } | { how: 'died' };

interface Running {
  parked: (() => void)[];
  ending: Ending | undefined;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Ends when every process has ended or died; answers with their endings in order. */
export async function runTogether(
  world: World,
  processes: readonly Process[],
  random: () => number,
  plan: FaultPlan = () => undefined,
): Promise<Ending[]> {
  const running = processes.map(({ name, run }): Running => {
    const self: Running = { parked: [], ending: undefined };
    let calls = 0;
    const dieHere = () => {
      self.ending = { how: 'died' };
      self.parked.length = 0;
      return new Promise<never>(() => undefined);
    };
    const planned = new WeakMap<object, Fault>();
    const ports = watched(world.ports, {
      async before(call, at) {
        if (self.ending?.how === 'died') return dieHere();
        const fault = plan(name, calls, call);
        calls += 1;
        if (fault) planned.set(at, fault);
        await new Promise<void>((resolve) => self.parked.push(resolve));
        if (fault === 'die-before') await dieHere();
        if (fault === 'fail-before') throw new Error('the service is away');
      },
      repeats: (_call, at) => planned.get(at) === 'repeat',
      async after(_call, at) {
        const fault = planned.get(at);
        if (self.ending?.how === 'died' || fault === 'die-after') await dieHere();
        if (fault === 'fail-after') throw new Error('the answer was lost');
      },
    });
    run(ports).then(
      (value) => (self.ending ??= { how: 'resolved', value }),
      (error: unknown) => (self.ending ??= { how: 'rejected', error }),
    );
    return self;
  });
  const isBusy = ({ parked, ending }: Running) => ending === undefined && parked.length === 0;
  for (;;) {
    await setImmediate();
    while (running.some(isBusy)) await setImmediate();
    const ready = running.filter(({ parked }) => parked.length > 0);
    if (ready.length === 0) break;
    ready[Math.floor(random() * ready.length)]?.parked.shift()?.();
  }
  return running.map(({ ending }) => ending ?? { how: 'died' });
}

/** One process alone, with a fault at its call of that number. */
export async function runWithFault(
  world: World,
  run: Process['run'],
  at: number,
  fault: Fault,
): Promise<Ending> {
  const [ending] = await runTogether(
    world,
    [{ name: 'it', run }],
    () => 0,
    (_process, number) => (number === at ? fault : undefined),
  );
  return ending ?? { how: 'died' };
}

/** The port calls that the process makes undisturbed. */
export async function callsOf(world: World, run: Process['run']): Promise<string[]> {
  const calls: string[] = [];
  const [ending] = await runTogether(
    world,
    [{ name: 'it', run }],
    () => 0,
    (_process, _number, call) => {
      calls.push(call);
      return undefined;
    },
  );
  if (ending?.how !== 'resolved') throw new Error('the undisturbed run failed', { cause: ending });
  return calls;
}
