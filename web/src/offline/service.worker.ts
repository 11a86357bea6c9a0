/**
 * Keeps the code of the local viewer for visits without a connection: pages under /local and the files they are
 * made of, nothing else. It is registered for /local, and for /assets/ because workers belong to the scope of their
 * own script. So it never sees a viewer link, whose fragment is a key; the API, signed addresses and the user's files
 * do not pass through it either. The build puts `shell` before this file.
 */
declare const shell: { version: string; files: readonly string[] };

// The library's `self` is that of any worker.
const worker = self as unknown as ServiceWorkerGlobalScope;

const prefix = 'shell-';
const page = '/index.html';
/** A line that is there but dead must not hold up what lies at hand. */
const patienceMs = 4000;

async function keep(): Promise<void> {
  const cache = await caches.open(prefix + shell.version);
  const present = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll(shell.files.filter((path) => !present.has(path)));
}

/** Once this version is in charge of the pages, no page of an earlier one is open. */
async function forgetOthers(): Promise<void> {
  if (!worker.registration.scope.endsWith('/local')) return;
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith(prefix) && name !== prefix + shell.version)
      .map((name) => caches.delete(name)),
  );
}

/** The newest page where there is a connection; else the one whose files are all here. */
async function openPage(request: Request): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (response.ok) return response;
  } catch {
    // Answered below.
  }
  return (await caches.match(page)) ?? Response.error();
}

/** Files with a hash in their name never change. */
const openFile = async (request: Request): Promise<Response> =>
  (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);

worker.addEventListener('install', (event) => {
  event.waitUntil(keep());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    if (/^\/local(\/|$)/.test(pathname)) event.respondWith(openPage(request));
  } else if (pathname.startsWith('/assets/') || shell.files.includes(pathname)) {
    event.respondWith(openFile(request));
  }
});
