import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

/** The protocol of firebase-tools/lib/emulator/storage/rules/runtime.js, from the emulator's side. */
const Message = z.object({
  id: z.number().optional(),
  server_request_id: z.number().optional(),
  action: z.string().optional(),
  context: z.object({ path: z.string() }).optional(),
  result: z.object({ permit: z.boolean().optional() }).optional(),
  errors: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
});
type Message = z.infer<typeof Message>;

export interface RulesRuntimeOptions {
  /** Folder of the `java` to run. */
  java: string;
  jar: string;
  /** host:port */
  firestore: string;
  projectId: string;
}

export interface RulesRuntime {
  /** Throws where the rules do not compile. */
  load(name: string, content: string): Promise<void>;
  verify(ruleset: string, question: { path: string; method: string; variables: object }): Promise<boolean>;
  stop(): Promise<void>;
}

/** A rules runtime of our own: the emulator asks its one only when an upload is complete. */
export function startRulesRuntime(options: RulesRuntimeOptions): RulesRuntime {
  const child = spawn(
    join(options.java, 'java'),
    ['-Djava.security.manager=disallow', '-Duser.language=en', '-jar', options.jar, 'serve'],
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const pending = new Map<number, (message: Message) => void>();
  let nextId = 0;
  readLines(child, (line) => {
    const message = Message.parse(JSON.parse(line));
    if (message.action === 'fetch_firestore_document') void answerDocument(message);
    else pending.get(message.id ?? -1)?.(message);
  });

  const write = (message: object) => child.stdin.write(`${JSON.stringify(message)}\n`);
  const ask = (action: string, context: object) => {
    const id = nextId++;
    return new Promise<Message>((resolve) => {
      pending.set(id, (message) => {
        pending.delete(id);
        resolve(message);
      });
      write({ action, id, context });
    });
  };

  /** Reads as the emulator does: past the Firestore rules, by an administrator's credentials. */
  async function answerDocument(message: Message): Promise<void> {
    const url = `http://${options.firestore}/v1/projects/${options.projectId}${message.context?.path ?? ''}`;
    const answer = await fetch(url, { headers: { authorization: 'Bearer owner' } });
    const result: unknown = answer.ok ? await answer.json() : undefined;
    const status = result === undefined ? 'not_found' : 'ok';
    write({ id: message.server_request_id, status, result, warnings: [], errors: [] });
  }

  return {
    load: async (name, content) => {
      const source = { files: [{ name: 'storage.rules', content }] };
      const answer = await ask('load_ruleset', { rulesetName: name, source });
      if (answer.errors.length > 0) throw new Error(`storage.rules: ${answer.errors.join(' ')}`);
    },
    verify: async (rulesetName, question) => {
      const answer = await ask('verify', { rulesetName, service: 'firebase.storage', ...question });
      return answer.result?.permit === true;
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else
          child.once('exit', () => {
            resolve();
          });
        child.kill('SIGINT');
      }),
  };
}

function readLines(child: ChildProcessWithoutNullStreams, take: (line: string) => void): void {
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('{')) take(line);
  });
  child.stderr.resume();
}
