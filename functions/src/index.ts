/** Registers the functions. Each loads its code when it first runs, so that loading this module stays light. */
import type { CallableName } from '@pacs/shared/callables';
import { onCall, onRequest } from 'firebase-functions/https';
import { type CallableHandler, type HttpHandler, answerCallable, answerHttp } from './https.ts';
import type { Expression } from 'firebase-functions/params';
import { onSchedule } from 'firebase-functions/scheduler';
import { onObjectFinalized } from 'firebase-functions/storage';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { answerFailuresAsJson } from './json-failures.ts';
import { linkMinInstances, region, uploadsBucket } from './params.ts';

answerFailuresAsJson();

function callable<N extends CallableName>(name: N, load: () => Promise<CallableHandler<N>>) {
  return onCall({ region, memory: '512MiB', timeoutSeconds: 60 }, (request) =>
    answerCallable(name, request, load),
  );
}

export const acceptTerms = callable(
  'acceptTerms',
  async () => (await import('./handlers/accept-terms.ts')).acceptTerms,
);
export const beginUpload = callable(
  'beginUpload',
  async () => (await import('./handlers/begin-upload.ts')).beginUpload,
);
export const addBundles = callable(
  'addBundles',
  async () => (await import('./handlers/add-bundles.ts')).addBundles,
);
export const finishUpload = callable(
  'finishUpload',
  async () => (await import('./handlers/finish-upload.ts')).finishUpload,
);
export const cancelUpload = callable(
  'cancelUpload',
  async () => (await import('./handlers/cancel-upload.ts')).cancelUpload,
);

export const deleteStudy = callable(
  'deleteStudy',
  async () => (await import('./handlers/delete-study.ts')).deleteStudy,
);
export const resolveIdentity = callable(
  'resolveIdentity',
  async () => (await import('./handlers/resolve-identity.ts')).resolveIdentity,
);
export const createLink = callable(
  'createLink',
  async () => (await import('./handlers/create-link.ts')).createLink,
);
export const previewWithoutIdentity = callable(
  'previewWithoutIdentity',
  async () => (await import('./handlers/preview-without-identity.ts')).previewWithoutIdentity,
);
export const revokeLink = callable(
  'revokeLink',
  async () => (await import('./handlers/revoke-link.ts')).revokeLink,
);
export const revokeLinks = callable(
  'revokeLinks',
  async () => (await import('./handlers/revoke-links.ts')).revokeLinks,
);
export const extendLink = callable(
  'extendLink',
  async () => (await import('./handlers/extend-link.ts')).extendLink,
);
export const unlockLink = callable(
  'unlockLink',
  async () => (await import('./handlers/unlock-link.ts')).unlockLink,
);
export const noteLink = callable('noteLink', async () => (await import('./handlers/note-link.ts')).noteLink);
export const setLinkAlerts = callable(
  'setLinkAlerts',
  async () => (await import('./handlers/set-link-alerts.ts')).setLinkAlerts,
);
export const mailLink = callable('mailLink', async () => (await import('./handlers/mail-link.ts')).mailLink);
export const readAlerts = callable(
  'readAlerts',
  async () => (await import('./handlers/read-alerts.ts')).readAlerts,
);
export const saveAnnotations = callable(
  'saveAnnotations',
  async () => (await import('./handlers/save-annotations.ts')).saveAnnotations,
);
export const enterRightsRequest = callable(
  'enterRightsRequest',
  async () => (await import('./handlers/enter-rights-request.ts')).enterRightsRequest,
);
export const openRightsRequest = callable(
  'openRightsRequest',
  async () => (await import('./handlers/open-rights-request.ts')).openRightsRequest,
);
export const stepRightsRequest = callable(
  'stepRightsRequest',
  async () => (await import('./handlers/step-rights-request.ts')).stepRightsRequest,
);
export const readIngestHealth = callable(
  'readIngestHealth',
  async () => (await import('./handlers/read-ingest-health.ts')).readIngestHealth,
);
export const readStorage = callable(
  'readStorage',
  async () => (await import('./handlers/read-storage.ts')).readStorage,
);
export const readConsents = callable(
  'readConsents',
  async () => (await import('./handlers/read-consents.ts')).readConsents,
);

export const saveProfile = callable(
  'saveProfile',
  async () => (await import('./handlers/save-profile.ts')).saveProfile,
);
export const setKeepRule = callable(
  'setKeepRule',
  async () => (await import('./handlers/set-keep-rule.ts')).setKeepRule,
);
export const setHold = callable('setHold', async () => (await import('./handlers/set-hold.ts')).setHold);
export const signOutEverywhere = callable(
  'signOutEverywhere',
  async () => (await import('./handlers/sign-out-everywhere.ts')).signOutEverywhere,
);
export const requestDeletion = callable(
  'requestDeletion',
  async () => (await import('./handlers/request-deletion.ts')).requestDeletion,
);
export const cancelDeletion = callable(
  'cancelDeletion',
  async () => (await import('./handlers/cancel-deletion.ts')).cancelDeletion,
);
export const requestExport = callable(
  'requestExport',
  async () => (await import('./handlers/request-export.ts')).requestExport,
);
export const openExport = callable(
  'openExport',
  async () => (await import('./handlers/open-export.ts')).openExport,
);

function http(
  name: string,
  load: () => Promise<HttpHandler>,
  options: { minInstances?: Expression<number> } = {},
) {
  return onRequest(
    { region, memory: '512MiB', timeoutSeconds: 30, invoker: 'public', ...options },
    (request, response) => answerHttp(name, request, response, load),
  );
}

export const openStudy = http('openStudy', async () => (await import('./handlers/open-study.ts')).openStudy);
export const renewStudy = http(
  'renewStudy',
  async () => (await import('./handlers/renew-study.ts')).renewStudy,
);
export const downloadStudy = http(
  'downloadStudy',
  async () => (await import('./handlers/download-study.ts')).downloadStudy,
);
export const openDocument = http(
  'openDocument',
  async () => (await import('./handlers/open-document.ts')).openDocument,
);
export const openLink = http('openLink', async () => (await import('./handlers/open-link.ts')).openLink, {
  minInstances: linkMinInstances,
});
export const renewLink = http('renewLink', async () => (await import('./handlers/renew-link.ts')).renewLink);
export const countEvents = http(
  'countEvents',
  async () => (await import('./handlers/count-events.ts')).countEvents,
);
export const askRight = http('askRight', async () => (await import('./handlers/ask-right.ts')).askRight);
export const confirmRight = http(
  'confirmRight',
  async () => (await import('./handlers/confirm-right.ts')).confirmRight,
);
export const replyRight = http(
  'replyRight',
  async () => (await import('./handlers/reply-right.ts')).replyRight,
);

export const recordConsent = http(
  'recordConsent',
  async () => (await import('./handlers/record-consent.ts')).recordConsent,
);

/** A bundle fills one instance: no two at a time, and a gigabyte for the bundle and what comes out of it. */
export const onUploadFinalized = onObjectFinalized(
  { bucket: uploadsBucket, region, retry: true, memory: '1GiB', cpu: 1, concurrency: 1, timeoutSeconds: 300 },
  async (event) => (await import('./handlers/on-upload-finalized.ts')).onUploadFinalized(event),
);

/** Few at a time: nobody waits for it, and the study is shown meanwhile. */
export const transcodeStudy = onTaskDispatched(
  {
    region,
    memory: '1GiB',
    cpu: 1,
    concurrency: 1,
    timeoutSeconds: 540,
    retryConfig: { maxAttempts: 4, minBackoffSeconds: 30, maxBackoffSeconds: 900 },
    rateLimits: { maxConcurrentDispatches: 4, maxDispatchesPerSecond: 2 },
  },
  async ({ data }) => (await import('./handlers/transcode-study.ts')).transcodeStudy(data),
);

/** A pack of up to 160 MiB, what surrounds its pixels, and one file at a time. */
export const makeExport = onTaskDispatched(
  {
    region,
    memory: '2GiB',
    cpu: 1,
    concurrency: 1,
    timeoutSeconds: 1500,
    retryConfig: { maxAttempts: 5, minBackoffSeconds: 30, maxBackoffSeconds: 900 },
    rateLimits: { maxConcurrentDispatches: 4, maxDispatchesPerSecond: 2 },
  },
  async ({ data }) => (await import('./handlers/make-export.ts')).makeExport(data),
);

/** What was promised by a day: ends of accounts, of studies' times, of exports. */
export const retain = onSchedule(
  { schedule: 'every 60 minutes', region, memory: '1GiB', timeoutSeconds: 1500, retryCount: 0 },
  async () => (await import('./handlers/retain.ts')).retain(),
);

export const sealAudit = onSchedule(
  { schedule: 'every 60 minutes', region, memory: '512MiB', timeoutSeconds: 540, retryCount: 0 },
  async () => (await import('./handlers/seal-audit.ts')).sealAudit(),
);

export const sweep = onSchedule(
  { schedule: 'every 30 minutes', region, memory: '1GiB', timeoutSeconds: 540, retryCount: 0 },
  async () => (await import('./handlers/sweep.ts')).sweep(),
);
