import type { StackInfo } from './stack-info.ts';

/** Configuration of the web app for a stack: in production the same variables name the operator's project. */
export function webEnvironment(info: StackInfo): Record<string, string> {
  const { origins, projectId } = info;
  return {
    VITE_FIREBASE_CONFIG: JSON.stringify({
      apiKey: 'demo-key',
      appId: '1:1:web:1',
      projectId,
      storageBucket: info.buckets.uploads,
    }),
    VITE_REGION: info.region,
    VITE_MAIL: 'outbox',
    VITE_UPLOAD_ORIGIN: origins.storageProxy,
    VITE_STUDIES_URL: `${origins.storageProxy}/${info.buckets.studies}/`,
    VITE_EMULATORS: JSON.stringify({
      auth: origins.auth,
      firestore: origins.firestore,
      functions: new URL(origins.functions).host,
    }),
  };
}
