import { limits } from '@pacs/shared/limits';
import type { World } from './world.ts';

/** From now on coding a frame takes so long that one run of ingest has time for only the first of them. */
export function slow(world: World): void {
  const { codec } = world.ports;
  world.ports.codec = {
    ...codec,
    encode: async (native, format, transferSyntaxUID) => {
      world.nowMs += limits.transcodeMaxMs;
      return codec.encode(native, format, transferSyntaxUID);
    },
  };
}
