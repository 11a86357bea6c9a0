/**
 * Preloaded into the emulators: writes the caller's address behind X-Forwarded-For, as Google's front end does. Hosting's
 * emulator leaves it out, and a function's own process is asked through a Unix socket, which has no address. The
 * product knows nothing of it.
 */
import { Server } from 'node:http';

const emit = Server.prototype.emit;

Server.prototype.emit = function (event, request, ...more) {
  const address = event === 'request' ? request.socket.remoteAddress : undefined;
  if (address !== undefined) {
    const before = request.headers['x-forwarded-for'];
    request.headers['x-forwarded-for'] = [before, address].filter(Boolean).join(', ');
  }
  return emit.call(this, event, request, ...more);
};
