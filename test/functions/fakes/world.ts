/** All ports of the functions' core over memory, with a place to break in before and after any call. */
import { createHash } from 'node:crypto';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { IngestPorts } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import type { ConsentProofs } from '../../../functions/src/core/consent/consent-ports.ts';
import type { AuditLog, FailureLimiter, UrlSigner } from '../../../functions/src/core/ports.ts';
import type { Accounts, LinkStore, Mail, Passcodes } from '../../../functions/src/core/links/link-ports.ts';
import { createGate, type Gate } from '../../../functions/src/core/gate.ts';
import { memoryBundles, memoryPacks } from './memory-buckets.ts';
import { memoryConsent } from './memory-consent.ts';
import { memoryLinks } from './memory-links.ts';
import { memoryMail } from './memory-mail.ts';
import type { OpenRequestPorts } from '../../../functions/src/core/rights/open-request.ts';
import { memoryDeliveries, memoryRates, memoryRights } from './memory-rights.ts';
import { memoryStudies } from './memory-studies.ts';
import { memoryUploads, memoryUsers } from './memory-uploads.ts';
import { plainCodec } from './plain-codec.ts';
import { emptyState, type WorldState } from './world-state.ts';

export type Hook = (call: string) => void | Promise<void>;

export type WorldPorts = IngestPorts &
  OpenRequestPorts & {
    links: LinkStore;
    passcodes: Passcodes;
    passcodeGate: Gate;
    audit: AuditLog;
    signer: UrlSigner;
    limiter: FailureLimiter & { sweep(nowMs: number, maxMs: number): Promise<void> };
    mail: Mail;
    consentProofs: ConsentProofs;
    accounts: Accounts;
    webOrigin: string;
    uploadsBucket: string;
  };

export interface World extends WorldState {
  ports: WorldPorts;
  /** Called with 'port.method' before every call. */
  before: Hook;
}

/** `at` is the same object for all that is asked about one call. */
export interface Hooks {
  before(call: string, at: object): void | Promise<void>;
  /** After the call took effect and before its answer arrives. */
  after(call: string, at: object): void | Promise<void>;
  /** The call is made a second time, and the second answer is the one that arrives. */
  repeats?(call: string, at: object): boolean;
}

function watch<T extends object>(port: string, target: T, hooks: Hooks): T {
  return new Proxy(target, {
    get(object, property, receiver) {
      const member: unknown = Reflect.get(object, property, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        const call = `${port}.${String(property)}`;
        const at = {};
        await hooks.before(call, at);
        const act = member as (...args: unknown[]) => unknown;
        let answer = await act.apply(object, args);
        if (hooks.repeats?.(call, at) === true) answer = await act.apply(object, args);
        await hooks.after(call, at);
        return answer;
      };
    },
  });
}

/** The same ports as one process sees them: services that are away, or a process that ends. */
export function watched(ports: WorldPorts, hooks: Hooks): WorldPorts {
  return {
    ...ports,
    users: watch('users', ports.users, hooks),
    uploads: watch('uploads', ports.uploads, hooks),
    studies: watch('studies', ports.studies, hooks),
    links: watch('links', ports.links, hooks),
    passcodes: watch('passcodes', ports.passcodes, hooks),
    mail: watch('mail', ports.mail, hooks),
    rights: watch('rights', ports.rights, hooks),
    accounts: watch('accounts', ports.accounts, hooks),
    bundles: watch('bundles', ports.bundles, hooks),
    packs: watch('packs', ports.packs, hooks),
    transcodes: watch('transcodes', ports.transcodes, hooks),
  };
}

export function createWorld(state: WorldState = emptyState()): World {
  const failures = new Map<string, number>();
  const ports: WorldPorts = {
    users: memoryUsers(state),
    uploads: memoryUploads(state),
    studies: memoryStudies(state),
    links: memoryLinks(state),
    passcodes: {
      hash: async (passcode) => ({ hash: passcode, salt: '', cost: 2, blockSize: 1, parallelization: 1 }),
      matches: async (passcode, { hash }) => passcode === hash,
    },
    passcodeGate: createGate({ atOnce: 4, waiting: 1000 }),
    mail: memoryMail(state),
    consentProofs: memoryConsent(state.consentProofs),
    accounts: { emailOf: async (uid) => `${uid}@clinic.test` },
    webOrigin: 'https://pacs.test',
    rights: memoryRights(state),
    rates: memoryRates(state),
    deliveries: memoryDeliveries(state),
    accountOf: async (email) => (email.endsWith('@clinic.test') ? email.split('@')[0] : undefined),
    operatorEmail: '',
    bundles: memoryBundles(state),
    packs: memoryPacks(state),
    transcodes: {
      enqueue: async (pack) => {
        state.tasks.push(pack);
      },
    },
    audit: {
      append: async (event: AuditDocument) => {
        state.audits.push(event);
      },
      countRefusal: async (linkId, event) => {
        const hourOf = (atMs: number) => Math.floor(atMs / 3_600_000);
        const at = state.audits.findIndex(
          ({ action, actor, atMs }) =>
            action === event.action &&
            actor.kind === 'link' &&
            actor.linkId === linkId &&
            hourOf(atMs) === hourOf(event.atMs),
        );
        const count = (state.audits[at]?.count ?? 0) + 1;
        state.audits.splice(at < 0 ? state.audits.length : at, 1, { ...event, count });
      },
    },
    signer: {
      sign: async (name, dateMs, expiresSeconds) =>
        `https://storage.test/${name}?from=${String(dateMs)}&for=${String(expiresSeconds)}`,
    },
    limiter: {
      blocked: (address) => (failures.get(address) ?? 0) > 3,
      failed: async (address) => {
        failures.set(address, (failures.get(address) ?? 0) + 1);
        return (failures.get(address) ?? 0) <= 3;
      },
      sweep: async () => undefined,
    },
    codec: plainCodec(),
    memory: { taken: () => undefined },
    withinRun: (run) => run,
    thumbnailer: { render: async () => new Uint8Array([1, 2, 3]) },
    clock: { now: () => state.nowMs, wait: () => Promise.resolve() },
    random: {
      bytes: (count) => {
        const digest = createHash('sha512')
          .update(String((state.randoms += 1)))
          .digest();
        return new Uint8Array(digest.subarray(0, count));
      },
    },
    uploadsBucket: 'uploads',
  };
  const world: World = Object.assign(state, { ports, before: () => undefined });
  world.ports = watched(ports, { before: (call) => world.before(call), after: () => undefined });
  return world;
}
