import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

/** Hands a request to the emulator and its answer back, both as they are. */
export function passThrough(origin: string, request: IncomingMessage, response: ServerResponse): void {
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
