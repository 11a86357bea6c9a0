/** See service.worker.ts for why there are two. */
const scopes = ['/local', '/assets/'];

const settled = (registration: ServiceWorkerRegistration): Promise<void> =>
  new Promise((resolve) => {
    const worker = registration.installing;
    if (worker === null) {
      resolve();
      return;
    }
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'installing') resolve();
    });
  });

/** Has the browser keep the local viewer's code. Without service workers it works with a connection only. */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    // One after the other: the second finds the files that the first has brought.
    for (const scope of scopes)
      await settled(await navigator.serviceWorker.register('/service-worker.js', { scope }));
  } catch {
    // Refused by the browser's settings.
  }
}
