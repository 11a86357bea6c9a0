/** Every Firestore path and Storage object name of the product. Nothing else builds one. */
export const collections = {
  users: 'users',
  ownerKeys: 'ownerKeys',
  uploads: 'uploads',
  studies: 'studies',
  links: 'links',
  audit: 'audit',
  auditSeals: 'auditSeals',
  usageDays: 'usageDays',
  rates: 'rates',
  alerts: 'alerts',
  outbox: 'outbox',
  exports: 'exports',
  deletions: 'deletions',
  receipts: 'receipts',
  consentProofs: 'consentProofs',
  rightsTokens: 'rightsTokens',
  rightsRequests: 'rightsRequests',
} as const;

/** Sorts as its number does. */
const sealName = (number: number) => String(number).padStart(9, '0');

export const paths = {
  user: (uid: string) => `users/${uid}`,
  /** Secret of 32 random bytes that turns a patient's UIDs into studyIds; no client can read it. */
  ownerKey: (uid: string) => `ownerKeys/${uid}`,
  upload: (uploadId: string) => `uploads/${uploadId}`,
  study: (studyId: string) => `studies/${studyId}`,
  manifests: (studyId: string) => `studies/${studyId}/manifests`,
  /** `part` 0 is the manifest's own document, further parts follow it. */
  manifestPart: (studyId: string, rev: number, part: number) =>
    `studies/${studyId}/manifests/${String(rev).padStart(6, '0')}${part === 0 ? '' : `.${String(part)}`}`,
  annotations: (studyId: string) => `studies/${studyId}/annotations`,
  seriesAnnotations: (studyId: string, seriesId: string) => `studies/${studyId}/annotations/${seriesId}`,
  link: (linkId: string) => `links/${linkId}`,
  linkSessions: (linkId: string) => `links/${linkId}/sessions`,
  linkSession: (linkId: string, sessionId: string) => `links/${linkId}/sessions/${sessionId}`,
  linkViews: (linkId: string) => `links/${linkId}/views`,
  linkView: (linkId: string, slot: number) => `links/${linkId}/views/${String(slot)}`,
  linkPasscode: (linkId: string) => `links/${linkId}/secrets/passcode`,
  /** What the ids of a link without identity are made with. */
  linkIdKey: (linkId: string) => `links/${linkId}/secrets/ids`,
  linkTries: (linkId: string) => `links/${linkId}/tries`,
  linkTry: (linkId: string, round: number, slot: number) =>
    `links/${linkId}/tries/${String(round)}-${String(slot)}`,
  audit: (eventId: string) => `audit/${eventId}`,
  auditSeal: (number: number) => `auditSeals/${sealName(number)}`,
  usageDay: (day: string) => `usageDays/${day}`,
  rate: (key: string) => `rates/${key}`,
  /** How many mails a user has had sent that day, YYYY-MM-DD. */
  mailRate: (uid: string, day: string) => `rates/mail-${day}-${uid}`,
  alert: (alertId: string) => `alerts/${alertId}`,
  mail: (mailId: string) => `outbox/${mailId}`,
  export: (exportId: string) => `exports/${exportId}`,
  deletion: (uid: string) => `deletions/${uid}`,
  receipt: (receiptId: string) => `receipts/${receiptId}`,
  consentProof: (consentId: string, madeAtMs: number) => `consentProofs/${consentId}.${String(madeAtMs)}`,
  rightsToken: (tokenId: string) => `rightsTokens/${tokenId}`,
  rightsRequest: (requestId: string) => `rightsRequests/${requestId}`,
  rightsPerson: (requestId: string) => `rightsRequests/${requestId}/private/person`,
  rightsEntries: (requestId: string) => `rightsRequests/${requestId}/entries`,
  rightsEntry: (requestId: string, rev: number) =>
    `rightsRequests/${requestId}/entries/${String(rev).padStart(6, '0')}`,
} as const;

export const objectNames = {
  /** In the bucket of seals. */
  sealPrefix: 'seals/',
  seal: (number: number) => `seals/${sealName(number)}.json`,
  /** In the uploads bucket. `bundle` is random: a file name is often a patient's name. */
  bundle: (uploadId: string, bundle: string) => `${uploadId}/${bundle}`,
  /** In the studies bucket: pixel payloads only. */
  frames: (studyId: string, incarnation: string, pack: string) => `${studyId}/${incarnation}/${pack}.frames`,
  /** In the studies bucket: what surrounds the pixels, and the recipe that puts a file together again. */
  heads: (studyId: string, incarnation: string, pack: string) => `${studyId}/${incarnation}/${pack}.heads`,
  studyPrefix: (studyId: string) => `${studyId}/`,
  /** In the studies bucket, beside the studies: none has this id. */
  exportPrefix: 'exports/',
  exportPart: (exportId: string, part: string) => `exports/${exportId}/${part}`,
  lifePrefix: (studyId: string, incarnation: string) => `${studyId}/${incarnation}/`,
} as const;

/** Addresses of the HTTP functions behind Hosting's rewrites (firebase.json). */
export const apiPaths = {
  openStudy: '/api/study/open',
  renewStudy: '/api/study/renew',
  downloadStudy: '/api/study/download',
  openDocument: '/api/document/open',
  openLink: '/api/link/open',
  renewLink: '/api/link/renew',
  countEvents: '/api/count',
  recordConsent: '/api/consent',
  askRight: '/api/rights/ask',
  confirmRight: '/api/rights/confirm',
  replyRight: '/api/rights/reply',
} as const;
