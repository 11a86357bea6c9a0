/** Removes from this machine what Google Analytics and its SDK have set: cookies and databases. */

const providersCookie = /^_g(?:a|id|at|cl)/;
const databases = ['firebase-installations-database', 'firebase-heartbeat-database'];

/** For every domain that a cookie of this host may have been set for. */
function removeCookies(): void {
  const host = location.hostname.split('.');
  const domains = host.map((_, index) => `;domain=.${host.slice(index).join('.')}`);
  for (const pair of document.cookie.split(';')) {
    const name = pair.split('=')[0]?.trim() ?? '';
    if (!providersCookie.test(name)) continue;
    for (const domain of ['', ...domains]) document.cookie = `${name}=;path=/;max-age=0${domain}`;
  }
}

/** The SDK may hold it open: it is emptied at once, and goes when nothing holds it any more. */
async function removeDatabase(name: string): Promise<void> {
  const found = await indexedDB.databases();
  if (!found.some((one) => one.name === name)) return;
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(name);
    request.onerror = () => {
      resolve();
    };
    request.onsuccess = () => {
      const { result } = request;
      const stores = [...result.objectStoreNames];
      if (stores.length > 0) {
        const emptying = result.transaction(stores, 'readwrite');
        for (const store of stores) emptying.objectStore(store).clear();
      }
      result.close();
      resolve();
    };
  });
  indexedDB.deleteDatabase(name);
}

export async function forgetProvider(): Promise<void> {
  removeCookies();
  // Where storage is blocked there is nothing to remove.
  await Promise.allSettled(databases.map(removeDatabase));
}
