/**
 * The link page's code as two chunks: what its entry imports, and what the viewer imports beyond that. By itself the
 * bundler makes one more of whatever the viewer shares with a part that comes later: a request each.
 */
import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'vite';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const entry = fileOf('../src/link/main.ts');
const viewer = fileOf('../src/link/viewer.tsx');

type Imports = (id: string) => readonly string[];

function reachedFrom(start: string, importsOf: Imports): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...importsOf(id));
  }
  return found;
}

export function viewerChunk(): NonNullable<Rolldown.OutputOptions['codeSplitting']> {
  let ofEntry: Set<string> | undefined;
  let ofViewer: Set<string> | undefined;
  return {
    includeDependenciesRecursively: false,
    groups: [
      {
        name(id, context) {
          const importsOf: Imports = (from) => context.getModuleInfo(from)?.importedIds ?? [];
          ofEntry ??= reachedFrom(entry, importsOf);
          ofViewer ??= reachedFrom(viewer, importsOf);
          return ofEntry.has(id) ? 'link' : ofViewer.has(id) ? 'viewer' : null;
        },
      },
    ],
  };
}
