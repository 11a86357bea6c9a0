/** Where ports meet their adapters; those over Storage and the codecs have files of their own, for they load slowly. */
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { limits } from '@pacs/shared/limits';
import { firestore } from './adapters/clients.ts';
import { firebaseAccounts } from './adapters/firebase-accounts.ts';
import { firestoreAlerts } from './adapters/firestore-alerts.ts';
import { firestoreAnnotations } from './adapters/firestore-annotations.ts';
import { firestoreAudit, firestoreUsers } from './adapters/firestore-users.ts';
import { firestoreRetention } from './adapters/firestore-retention.ts';
import { firestoreStudies } from './adapters/firestore-studies.ts';
import { firestoreUploads } from './adapters/firestore-uploads.ts';
import { firestoreFailureLimiter, firestoreRates, firestoreUsage } from './adapters/firestore-counters.ts';
import { firestoreConsentProofs } from './adapters/firestore-consent.ts';
import { firestoreLinks } from './adapters/firestore-links.ts';
import { firestoreMail } from './adapters/firestore-mail.ts';
import { firestoreRights } from './adapters/firestore-rights.ts';
import { scryptPasscodes } from './adapters/scrypt-passcodes.ts';
import { urlSigner } from './adapters/url-signer.ts';
import { createGate } from './core/gate.ts';
import { hmacAccessId, hmacSecretVersion, siteOrigin, studiesBucket, uploadsBucket } from './params.ts';

function wire() {
  const db = firestore();
  return {
    users: firestoreUsers(db),
    uploads: firestoreUploads(db),
    studies: firestoreStudies(db),
    retention: firestoreRetention(db),
    audit: firestoreAudit(db),
    links: firestoreLinks(db),
    alerts: firestoreAlerts(db),
    mail: firestoreMail(db),
    rights: firestoreRights(db),
    accounts: firebaseAccounts,
    webOrigin: siteOrigin(),
    annotations: firestoreAnnotations(db),
    passcodes: scryptPasscodes,
    passcodeGate: createGate({
      atOnce: limits.passcodeHashesAtOnce,
      waiting: limits.passcodeHashesWaiting,
    }),
    limiter: firestoreFailureLimiter(db),
    rates: firestoreRates(db),
    usage: firestoreUsage(db),
    consentProofs: firestoreConsentProofs(db),
    signer: urlSigner({
      bucket: studiesBucket.value(),
      hmacAccessId: hmacAccessId.value(),
      hmacSecretVersion: hmacSecretVersion.value(),
    }),
    clock: { now: () => Date.now(), wait: (ms: number) => setTimeout(ms) },
    random: { bytes: (count: number) => new Uint8Array(randomBytes(count)) },
    uploadsBucket: uploadsBucket.value(),
  };
}

let wired: ReturnType<typeof wire> | undefined;
export const ports = () => (wired ??= wire());
