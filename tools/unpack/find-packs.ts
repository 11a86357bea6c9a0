import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface PackFiles {
  heads: string;
  frames: string;
}

/** Every pack below a folder that is or holds `{studyId}/{incarnation}/{pack}.heads` and `.frames`, in order. */
export async function findPacks(folder: string): Promise<PackFiles[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.heads'))
    .sort()
    .map((name) => {
      const heads = join(folder, name);
      return { heads, frames: heads.replace(/\.heads$/, '.frames') };
    })
    .map((pack) => {
      if (!existsSync(pack.frames)) throw new Error(`${pack.heads} has no .frames beside it`);
      return pack;
    });
}
