import type { Random } from './ports.ts';

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** 160 bits, 27 characters: links, sessions, tickets. */
export const newToken = (random: Random) => base64url(random.bytes(20));

/** 128 bits, 22 characters: object names, incarnations. */
export const newName = (random: Random) => base64url(random.bytes(16));

/** 256 bits, 43 characters: secrets that never leave. */
export const newKey = (random: Random) => base64url(random.bytes(32));
