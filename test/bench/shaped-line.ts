/**
 * A line of stated speed between Chromium and this machine, as a SOCKS5 server (RFC 1928): every byte in
 * either direction waits half a round trip and its turn in one queue a direction; opening a connection
 * costs a round trip, as TCP's handshake would. Chromium uses it with
 * `--proxy-server=socks5://127.0.0.1:PORT --proxy-bypass-list=<-loopback>`.
 */
import { createServer, connect, type Server, type Socket } from 'node:net';

export interface LineOptions {
  roundTripMs: number;
  downBitsPerSecond: number;
  upBitsPerSecond: number;
}

export interface ShapedLine {
  port: number;
  /** Bytes that have passed since `reset`, and connections opened. */
  counts(): { down: number; up: number; connections: number };
  reset(): void;
  close(): Promise<void>;
}

class Lane {
  bytes = 0;
  readonly #bitsPerMs: number;
  readonly #delayMs: number;
  #freeAtMs = 0;

  constructor(bitsPerSecond: number, delayMs: number) {
    this.#bitsPerMs = bitsPerSecond / 1000;
    this.#delayMs = delayMs;
  }

  /** Milliseconds from now until `bytes` sent now have arrived at the other end. */
  take(bytes: number): number {
    const now = performance.now();
    this.#freeAtMs = Math.max(now, this.#freeAtMs) + (bytes * 8) / this.#bitsPerMs;
    this.bytes += bytes;
    return this.#freeAtMs + this.#delayMs - now;
  }
}

const packetBytes = 16 * 1024;
const maxInFlightBytes = 256 * 1024;

/** Passes bytes on in their order, each piece not before it is due. */
function pass(from: Socket, to: Socket, lane: Lane): void {
  const queue: { piece: Buffer; dueAtMs: number }[] = [];
  let inFlight = 0;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const pump = (): void => {
    timer = undefined;
    for (let head = queue[0]; head !== undefined && head.dueAtMs <= performance.now(); head = queue[0]) {
      queue.shift();
      inFlight -= head.piece.length;
      if (!to.destroyed) to.write(head.piece);
    }
    if (inFlight < maxInFlightBytes) from.resume();
    const next = queue[0];
    if (next !== undefined) timer = setTimeout(pump, Math.max(0, next.dueAtMs - performance.now()));
    else if (ended) to.end();
  };
  const end = (): void => {
    ended = true;
    if (timer === undefined) pump();
  };
  from.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; at += packetBytes) {
      const piece = chunk.subarray(at, at + packetBytes);
      inFlight += piece.length;
      queue.push({ piece, dueAtMs: performance.now() + lane.take(piece.length) });
    }
    if (inFlight >= maxInFlightBytes) from.pause();
    if (timer === undefined) pump();
  });
  from.on('end', end);
  from.on('close', end);
  from.on('error', () => to.destroy());
}

/** Reads SOCKS5's greeting and CONNECT request; answers the host and port asked for. */
async function readRequest(socket: Socket): Promise<{ host: string; port: number }> {
  const next = (): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      socket.once('data', resolve);
      socket.once('error', reject);
    });
  await next();
  socket.write(Buffer.from([5, 0]));
  const request = await next();
  const kind = request[3];
  if (request[1] !== 1 || (kind !== 1 && kind !== 3)) throw new Error('only CONNECT by IPv4 or name');
  const host =
    kind === 1
      ? [...request.subarray(4, 8)].join('.')
      : request.subarray(5, 5 + (request[4] ?? 0)).toString();
  return { host, port: request.readUInt16BE(request.length - 2) };
}

export async function startShapedLine(options: LineOptions): Promise<ShapedLine> {
  const half = options.roundTripMs / 2;
  const down = new Lane(options.downBitsPerSecond, half);
  const up = new Lane(options.upBitsPerSecond, half);
  let connections = 0;
  const sockets = new Set<Socket>();

  const server: Server = createServer((client) => {
    sockets.add(client);
    client.setNoDelay(true);
    client.on('close', () => sockets.delete(client));
    client.on('error', () => client.destroy());
    readRequest(client)
      .then(({ host, port }) => {
        connections += 1;
        const remote = connect({ host, port, noDelay: true }, () => {
          setTimeout(() => {
            client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            pass(client, remote, up);
            pass(remote, client, down);
          }, options.roundTripMs);
        });
        sockets.add(remote);
        remote.on('error', () => client.destroy());
        remote.on('close', () => sockets.delete(remote));
      })
      .catch(() => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    port: address.port,
    counts: () => ({ down: down.bytes, up: up.bytes, connections }),
    reset: () => {
      down.bytes = 0;
      up.bytes = 0;
      connections = 0;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
