/** What a manifest keeps at hand for opening: which frame comes first and its leading bytes. */
import { limits } from '@pacs/shared/limits';
import type { FrameRef, StudyIndex } from '@pacs/shared/manifest';
import { objectNames } from '@pacs/shared/paths';
import type { PackStore, StoredManifest } from '../ports.ts';
import type { StudyAddition } from './packed-instance.ts';

export interface FrameBytes {
  /** Bytes of a pack by its number in the index. */
  read(pack: number, at: number, bytes: number): Promise<Uint8Array>;
}

/** From the packs just written where they are still held, else from the bucket. */
export function frameBytes(
  packs: PackStore,
  index: StudyIndex,
  addition: StudyAddition,
  place: { studyId: string; incarnation: string },
): FrameBytes {
  const held = new Map(addition.packs.map((pack) => [pack.name, pack.held]));
  return {
    read(pack, at, bytes) {
      const name = index.packs[pack]?.name ?? '';
      const object = held.get(name);
      if (object) return Promise.resolve(object.read(at, bytes));
      return packs.read(objectNames.frames(place.studyId, place.incarnation, name), at, bytes);
    },
  };
}

export type First = NonNullable<StoredManifest['manifest']['first']>;

/** All of the frame where that is small, so that it needs no further request; else its leading bytes. */
function openingBytes({ leadBytes, restBytes }: FrameRef): number {
  if (leadBytes + restBytes <= limits.firstLeadMaxBytes) return leadBytes + restBytes;
  return leadBytes <= limits.firstLeadMaxBytes ? leadBytes : 0;
}

export async function chooseOpening(
  index: StudyIndex,
  source: FrameBytes,
  previous: StoredManifest | undefined,
): Promise<{ first: First; firstLead: Uint8Array } | undefined> {
  const stack = index.stacks[0];
  const shown = stack?.frames.find(([i, f]) => index.instances[i]?.frames[f] !== undefined);
  if (!stack || !shown) return undefined;
  const [instance, frame] = shown;
  const ref = index.instances[instance]?.frames[frame];
  if (!ref) return undefined;
  const bytes = openingBytes(ref);
  const packs = [...new Set(stack.frames.map(([i, f]) => index.instances[i]?.frames[f]?.pack))]
    .filter((pack) => pack !== undefined)
    .slice(0, limits.packsPerManifest);
  const before = previous?.manifest.first;
  const kept = before?.instance === instance && before.frame === frame ? previous?.firstLead : undefined;
  const firstLead = kept ?? (await readFrame(ref, bytes, source));
  return { first: { instance, frame, bytes: firstLead.length, packs }, firstLead };
}

/** The first `bytes` of lead ++ rest. */
export async function readFrame(ref: FrameRef, bytes: number, source: FrameBytes): Promise<Uint8Array> {
  const fromLead = Math.min(bytes, ref.leadBytes);
  const [lead, rest] = await Promise.all([
    source.read(ref.pack, ref.leadAt, fromLead),
    source.read(ref.pack, ref.restAt, bytes - fromLead),
  ]);
  if (lead.length === 0) return rest;
  if (rest.length === 0) return lead;
  const whole = new Uint8Array(lead.length + rest.length);
  whole.set(lead);
  whole.set(rest, lead.length);
  return whole;
}
