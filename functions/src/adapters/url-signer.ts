import { createSign } from 'node:crypto';
import { z } from 'zod';
import { type SigningIdentity, hmacSignature, signedReadUrl } from '../core/access/signed-url.ts';
import type { UrlSigner } from '../core/ports.ts';
import { localSigningKey, storageOrigin } from './clients.ts';

export interface SignerChoice {
  bucket: string;
  /** Empty: IAM signs as the functions' own account. */
  hmacAccessId: string;
  /** Secret Manager resource name. */
  hmacSecretVersion: string;
}

/** Loaded where it signs: a local stack does not need it. */
async function googleAuth() {
  const { GoogleAuth } = await import('google-auth-library');
  return new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
}

const AccessedSecret = z.object({ payload: z.object({ data: z.string() }) });
const SignedBlob = z.object({ signedBlob: z.string() });

/** In this order: the key of a local stack, an HMAC key where one is configured, IAM signBlob. */
export function urlSigner(choice: SignerChoice): UrlSigner {
  let identity: Promise<SigningIdentity> | undefined;
  return {
    async sign(name, dateMs, expiresSeconds) {
      identity ??= chooseIdentity(choice).catch((cause: unknown) => {
        identity = undefined;
        throw cause;
      });
      const request = { origin: storageOrigin(), bucket: choice.bucket, name, dateMs, expiresSeconds };
      return signedReadUrl(request, await identity);
    },
  };
}

async function chooseIdentity(choice: SignerChoice): Promise<SigningIdentity> {
  const local = localSigningKey();
  if (local) return privateKeyIdentity(local.clientEmail, local.privateKey);
  return choice.hmacAccessId === '' ? iamIdentity() : hmacIdentity(choice);
}

function privateKeyIdentity(clientEmail: string, privateKey: string): SigningIdentity {
  return {
    algorithm: 'GOOG4-RSA-SHA256',
    accessId: clientEmail,
    sign: (text) => Promise.resolve(createSign('RSA-SHA256').update(text).sign(privateKey, 'hex')),
  };
}

async function hmacIdentity({ hmacAccessId, hmacSecretVersion }: SignerChoice): Promise<SigningIdentity> {
  const google = await googleAuth();
  const { data } = await google.request({
    url: `https://secretmanager.googleapis.com/v1/${hmacSecretVersion}:access`,
  });
  const secret = Buffer.from(AccessedSecret.parse(data).payload.data, 'base64').toString('utf8').trim();
  return {
    algorithm: 'GOOG4-HMAC-SHA256',
    accessId: hmacAccessId,
    sign: (text, day) => Promise.resolve(hmacSignature(secret, text, day)),
  };
}

/** Needs the role Service Account Token Creator of the functions' account on itself. */
async function iamIdentity(): Promise<SigningIdentity> {
  const google = await googleAuth();
  const { client_email: account } = await google.getCredentials();
  if (account === undefined) throw new Error('the functions have no service account to sign as');
  return {
    algorithm: 'GOOG4-RSA-SHA256',
    accessId: account,
    async sign(text) {
      const { data } = await google.request({
        url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:signBlob`,
        method: 'POST',
        data: { payload: Buffer.from(text).toString('base64') },
      });
      return Buffer.from(SignedBlob.parse(data).signedBlob, 'base64').toString('hex');
    },
  };
}
