/** What an operator sets at deployment (functions/.env.<project>). The README says which regions fit together. */
import { defineInt, defineString, projectID } from 'firebase-functions/params';

export const region = defineString('PACS_REGION', { default: 'europe-west1' });
export const uploadsBucket = defineString('PACS_UPLOADS_BUCKET', {
  description: "The Firebase bucket that takes uploads (its trigger runs in the bucket's region).",
});
export const studiesBucket = defineString('PACS_STUDIES_BUCKET', {
  description: 'The plain bucket that keeps studies; no dots in its name.',
});
export const sealsBucket = defineString('PACS_SEALS_BUCKET', {
  default: '',
  description:
    'A bucket with a retention policy for the seals of the audit trail. Empty: no copies are made.',
});
/** Where the site is, as links in mails name it, without a slash at the end. Empty: https://<project>.web.app. */
const webOrigin = defineString('PACS_WEB_ORIGIN', { default: '' });
export const siteOrigin = () => {
  const origin = webOrigin.value();
  return origin === '' ? `https://${projectID.value()}.web.app` : origin;
};
/** Told by mail of every request about personal data that was confirmed; read by operator-email.ts. */
export const operatorAddress = defineString('PACS_OPERATOR_EMAIL', { default: '' });
export const linkMinInstances = defineInt('PACS_LINK_MIN_INSTANCES', { default: 0 });
/** Empty: URLs are signed by IAM signBlob as the functions' own account. */
export const hmacAccessId = defineString('PACS_HMAC_ACCESS_ID', { default: '' });
/** Resource name of the HMAC secret in Secret Manager: projects/P/secrets/S/versions/V. */
export const hmacSecretVersion = defineString('PACS_HMAC_SECRET_VERSION', { default: '' });
