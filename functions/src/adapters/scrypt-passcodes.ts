import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasscodeDocument } from '@pacs/shared/link-documents';
import type { Passcodes } from '../core/links/link-ports.ts';

/** 32 MiB; one of OWASP's equal choices (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). */
const parameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };
const hashBytes = 32;

type Parameters = typeof parameters;

function derive(
  passcode: string,
  salt: Buffer,
  { cost, blockSize, parallelization }: Parameters,
): Promise<Buffer> {
  const options = { cost, blockSize, parallelization, maxmem: 2 * 128 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(passcode, salt, hashBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

export const scryptPasscodes: Passcodes = {
  async hash(passcode): Promise<PasscodeDocument> {
    const salt = randomBytes(16);
    const key = await derive(passcode, salt, parameters);
    return { salt: salt.toString('base64url'), hash: key.toString('base64url'), ...parameters };
  },

  async matches(passcode, stored) {
    const key = await derive(passcode, Buffer.from(stored.salt, 'base64url'), stored);
    const known = Buffer.from(stored.hash, 'base64url');
    return known.length === key.length && timingSafeEqual(known, key);
  },
};
