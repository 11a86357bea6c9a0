import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { host } from '../stack/ports.ts';

export interface StorageProxyOptions {
  port: number;
  emulatorOrigin: string;
  /** host:port of Firestore: rules look tickets up there. */
  firestore: string;
  projectId: string;
  /** The only bucket that Firebase's upload protocol knows. */
  uploadsBucket: string;
  signers: { rsa: Record<string, string>; hmac: Record<string, string> };
  rulesRuntime: { java: string; jar: string };
  spoolFolder: string;
  now: () => number;
}

export async function startStorageProxy(options: StorageProxyOptions): Promise<{ stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    passThrough(options.emulatorOrigin, request, response);
  });
  await new Promise<void>((resolve) => server.listen(options.port, host, resolve));
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function passThrough(origin: string, request: IncomingMessage, response: ServerResponse): void {
  const onward = httpRequest(
    new URL(request.url ?? '/', origin),
    { method: request.method, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
