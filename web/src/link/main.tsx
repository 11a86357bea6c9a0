import '../zod-jitless.ts';
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import { createRoot } from 'react-dom/client';
import { createDecodePool } from '../codecs/decode-pool.ts';
import { openSession } from '../viewer/engine/study-session.ts';
import { PlainPage } from '../viewer/view/plain-page.tsx';
import { Viewer } from '../viewer/view/viewer.tsx';
import { LinkHead } from './link-head.tsx';
import { linkOpening, renewLink } from './link-opening.ts';
import { track } from '../usage/track.ts';
import '../ui/base.css';

declare global {
  interface Window {
    /** What the script of web/build/early-decoding.ts began; absent in the dev server. */
    earlyDecoding?: { worker: Worker | undefined; htj2k: Promise<WebAssembly.Module> };
  }
}

const pool = createDecodePool({ running: window.earlyDecoding?.worker });
// Nearly every stored frame is HTJ2K: its decoder comes while the study is being opened.
pool.warm('openjph', window.earlyDecoding?.htj2k);
const element = document.getElementById('root');

const tryAgain = (
  <button
    type="button"
    onClick={() => {
      location.reload();
    }}
  >
    Try again
  </button>
);

function Refusal({ code }: { code: AppErrorCode }) {
  if (code === 'too-many-requests')
    return <PlainPage title="Too many attempts" text="Wait a minute, then try again." action={tryAgain} />;
  if (code === 'unavailable' || code === 'internal')
    return (
      <PlainPage
        title="The study could not be opened"
        text="Check the connection and try again in a moment."
        action={tryAgain}
      />
    );
  return (
    <PlainPage
      title="This link is no longer valid"
      text="It may have expired or been withdrawn. Ask the person who sent it for a new one."
    />
  );
}

if (element !== null)
  linkOpening().then(
    ({ study, link }) => {
      const session = openSession(study, { renew: (packs) => renewLink(link, packs), pool });
      createRoot(element).render(<Viewer session={session} head={<LinkHead opened={study.opened} />} />);
    },
    (cause: unknown) => {
      createRoot(element).render(<Refusal code={cause instanceof AppError ? cause.code : 'internal'} />);
    },
  );

// Asked only once the picture is there: a visitor came for that, and the banner costs nothing before it.
new PerformanceObserver((_, observer) => {
  if (performance.getEntriesByName('first-image').length === 0) return;
  observer.disconnect();
  void import('../consent/start.ts').then(({ startConsent }) => startConsent());
  track({ name: 'link_opened' });
}).observe({ type: 'mark', buffered: true });

// Another link pasted into this tab changes only the fragment.
window.addEventListener('hashchange', () => {
  location.reload();
});
