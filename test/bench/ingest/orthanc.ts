/** Orthanc's POST /instances of the same bundle, where Debian's package is installed. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const program = ['/usr/sbin/Orthanc', '/usr/bin/Orthanc', '/usr/local/sbin/Orthanc'].find((path) =>
  existsSync(path),
);
const port = 38_642;
const origin = `http://127.0.0.1:${String(port)}`;
const patienceMs = 30_000;

/** Seconds of each round, every one into an empty storage; undefined where Orthanc is absent. */
export async function orthancSeconds(
  zip: string,
  folder: string,
  rounds: number,
): Promise<number[] | undefined> {
  if (program === undefined) return undefined;
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    seconds.push(await oneRound(program, zip, join(folder, `orthanc-${String(round)}`)));
  return seconds;
}

async function oneRound(path: string, zip: string, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const configuration = join(folder, 'orthanc.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      HttpPort: port,
      DicomServerEnabled: false,
      AuthenticationEnabled: false,
      RemoteAccessAllowed: false,
      StorageDirectory: join(folder, 'storage'),
      IndexDirectory: join(folder, 'storage'),
      StorageCompression: false,
      Plugins: [],
    }),
  );
  const server = spawn(path, [configuration], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    await ready();
    const body = new Uint8Array(readFileSync(zip));
    const begun = performance.now();
    const answer = await fetch(`${origin}/instances`, { method: 'POST', body });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`Orthanc answered ${String(answer.status)}`);
    return (performance.now() - begun) / 1000;
  } finally {
    server.kill('SIGINT');
    await ended;
  }
}

async function ready(): Promise<void> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const answer = await fetch(`${origin}/system`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('Orthanc did not start');
}
