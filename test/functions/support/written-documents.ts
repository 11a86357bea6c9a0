/** Documents as the Firestore adapters write them, from what the fakes keep. */
import { limits } from '@pacs/shared/limits';
import { paths } from '@pacs/shared/paths';
import { expect } from 'vitest';
import { documentBytes, indexEntries } from '../../support/firestore-limits.ts';
import type { World } from '../fakes/world.ts';

export interface Written {
  path: string;
  bytes: number;
  entries: number;
}

/** All that lie in the world now, each below Firestore's limits. */
export function writtenDocuments(world: World): Written[] {
  const documents: [path: string, data: Record<string, unknown>][] = [];
  for (const [id, { upload }] of world.uploads) documents.push([paths.upload(id), upload]);
  for (const [id, { study, thumbnail }] of world.studies) {
    documents.push([paths.study(id), { ...study, thumbnail }]);
    const stored = world.manifests.get(`${id}/${String(study.rev)}`);
    if (!stored) throw new Error('no manifest');
    const all = Buffer.concat([stored.index, stored.ledger]);
    for (let part = 0; part < study.manifestParts; part += 1) {
      const data = all.subarray(part * limits.manifestPartBytes, (part + 1) * limits.manifestPartBytes);
      const head = part === 0 ? { ...stored.manifest, firstLead: stored.firstLead } : {};
      documents.push([paths.manifestPart(id, study.rev, part), { ...head, data }]);
    }
  }
  for (const [id, link] of world.links) documents.push([paths.link(id), link]);
  for (const [number, event] of world.audits.entries())
    documents.push([paths.audit(`${String(number).padStart(9, '0')}-${'x'.repeat(12)}`), { ...event }]);
  return documents.map(([path, data]) => {
    const written = { path, bytes: documentBytes(path, data), entries: indexEntries(path, data) };
    expect(written.bytes, path).toBeLessThan(limits.firestoreDocumentBytes);
    expect(written.entries, path).toBeLessThan(limits.firestoreIndexEntries);
    return written;
  });
}
