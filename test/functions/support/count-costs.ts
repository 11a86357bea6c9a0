/** What calls of the ports cost at the services, as the adapters make them: a call without a price fails the test. */
import type { StudyCommit } from '../../../functions/src/core/ports.ts';
import type { World, WorldPorts } from '../fakes/world.ts';

/**
 * Firestore: documents read, written and deleted (an aggregation reads one for each 1,000 entries of its index).
 * Storage: operations of class A (objects.insert, patch, list) and B (objects.get); deleting is free. `tasks`: put
 * into the queue, each a later invocation. https://cloud.google.com/storage/pricing#operations-by-class
 */
export interface Costs {
  reads: number;
  writes: number;
  deletes: number;
  classA: number;
  classB: number;
  tasks: number;
  signatures: number;
}

type Price = Partial<Costs>;

export const free: Costs = { reads: 0, writes: 0, deletes: 0, classA: 0, classB: 0, tasks: 0, signatures: 0 };

const read: Price = { reads: 1 };
const commitPrice = ({ study, upload, audit, replaces }: StudyCommit): Price => ({
  writes: 1 + study.manifestParts + (upload ? 1 : 0) + (audit ? 1 : 0),
  deletes: replaces?.parts ?? 0,
});

function prices(world: World): Record<string, Price | ((...args: never[]) => Price)> {
  const openTickets = () =>
    [...world.uploads.values()].filter(({ upload }) => upload.state === 'open').length;
  return {
    'users.get': read,
    'users.ownerKey': read,
    'uploads.create': { writes: 1 },
    'uploads.get': read,
    'uploads.head': read,
    'uploads.countOpen': read,
    // A query that finds nothing is one read too.
    'uploads.awaitedBytes': () => ({ reads: Math.max(1, openTickets()) }),
    'uploads.update': { writes: 1 },
    'studies.get': read,
    'studies.storedBytes': read,
    'studies.manifest': (_studyId: string, _rev: number, parts: number) => ({ reads: parts }),
    'studies.manifestHead': read,
    'studies.commit': commitPrice,
    'studies.replace': (_studyId: string, _study: unknown, _expected: string, audit: unknown) => ({
      writes: audit ? 2 : 1,
    }),
    'links.get': read,
    'links.session': read,
    'links.countOfStudy': read,
    // The study, which moves, the link and the event.
    'links.create': { writes: 3 },
    // The session, the count on the link and the event.
    'links.open': (_linkId: string, { view }: { view?: number }) => ({ writes: view === undefined ? 3 : 4 }),
    'audit.append': { writes: 1 },
    'bundles.takeUp': { classA: 1, classB: 1 },
    'bundles.remove': {},
    'packs.put': { classA: 1 },
    'packs.read': { classB: 1 },
    'packs.remove': {},
    'source.read': { classB: 1 },
    'transcodes.enqueue': { tasks: 1 },
    'signer.sign': { signatures: 1 },
  };
}

/** The world's ports, and a sum of what was spent through them since it was last taken. */
export function countingPorts(world: World): { ports: WorldPorts; take: () => Costs } {
  let spent = { ...free };
  const priceOf = prices(world);
  const pay = (call: string, args: unknown[]) => {
    const price = priceOf[call];
    if (!price) throw new Error(`${call} has no price`);
    const paid = typeof price === 'function' ? price(...(args as never[])) : price;
    for (const [kind, amount] of Object.entries(paid) as [keyof Costs, number][]) spent[kind] += amount;
  };
  const counted = <T extends object>(port: string, target: T): T =>
    new Proxy(target, {
      get(object, property, receiver) {
        const member: unknown = Reflect.get(object, property, receiver);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          pay(`${port}.${String(property)}`, args);
          return (member as (...args: unknown[]) => unknown).apply(object, args);
        };
      },
    });
  const { ports } = world;
  const bundles = counted('bundles', ports.bundles);
  return {
    ports: {
      ...ports,
      users: counted('users', ports.users),
      uploads: counted('uploads', ports.uploads),
      studies: counted('studies', ports.studies),
      links: counted('links', ports.links),
      audit: counted('audit', ports.audit),
      packs: counted('packs', ports.packs),
      transcodes: counted('transcodes', ports.transcodes),
      signer: counted('signer', ports.signer),
      bundles: {
        ...bundles,
        remove: (name) => bundles.remove(name),
        takeUp: async (name) => {
          const taken = await bundles.takeUp(name);
          return taken && { ...taken, source: counted('source', taken.source) };
        },
      },
    },
    take() {
      const taken = spent;
      spent = { ...free };
      return taken;
    },
  };
}
