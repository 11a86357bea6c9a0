import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { root } from './directories.ts';
import { host, type Ports } from './ports.ts';

const FirebaseConfig = z.looseObject({
  functions: z.looseObject({}),
  hosting: z.looseObject({}),
});

export interface GeneratedConfig {
  path: string;
  remove(): void;
}

/**
 * firebase.json with this stack's ports and built folders. It lies beside the original because
 * firebase-tools resolves rules and sources from the folder of the file it is given.
 */
export function writeEmulatorConfig(
  suite: string,
  ports: Ports,
  folders: { web: string; functions: string | undefined },
): GeneratedConfig {
  const config = FirebaseConfig.parse(JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8')));
  const { functions, hosting, ...others } = config;
  const { predeploy: _predeploy, ...functionsConfig } = functions;
  const at = (port: number) => ({ host, port });
  const generated = {
    ...others,
    ...(folders.functions === undefined
      ? {}
      : { functions: { ...functionsConfig, source: relative(root, folders.functions) } }),
    hosting: { ...hosting, public: relative(root, folders.web) },
    emulators: {
      singleProjectMode: true,
      hosting: at(ports.hosting),
      functions: at(ports.functions),
      firestore: { ...at(ports.firestore), websocketPort: ports.firestoreWebsocket },
      auth: at(ports.auth),
      storage: at(ports.storage),
      hub: at(ports.hub),
      logging: at(ports.logging),
      eventarc: at(ports.eventarc),
      tasks: at(ports.tasks),
      ui: { enabled: false },
    },
  };
  const path = join(root, `firebase.${suite}.generated.json`);
  writeFileSync(path, JSON.stringify(generated, null, 2));
  return {
    path,
    remove: () => {
      rmSync(path, { force: true });
    },
  };
}
