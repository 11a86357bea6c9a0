/**
 * The link page until its first picture. What comes here comes before that: nothing of the interface, which follows
 * (viewer.tsx) once the picture is on the screen.
 */
import '../zod-jitless.ts';
import { createDecodePool } from '../codecs/decode-pool.ts';
import { showEarlyPicture, type EarlyPicture } from '../viewer/early/early-picture.ts';
import { keepInput } from '../viewer/early/kept-input.ts';
import { openSession } from '../viewer/engine/study-session.ts';
import { whenMarked } from '../viewer/view/marks.ts';
import { say } from '../words/say.ts';
import { startSpeaking } from './language.ts';
import { linkOpening, renewLink, type OpenedLink } from './link-opening.ts';
import { sayViewerIsMissing } from './missing-viewer.ts';
import { titleElement } from './title-element.ts';
import '../ui/base.css';

declare global {
  interface Window {
    /** What the script of web/build/early-decoding.ts began; absent in the dev server. */
    earlyDecoding?: { worker: Worker | undefined; htj2k: Promise<WebAssembly.Module> };
  }
}

/** A picture that takes longer than this has the interface come before it. */
const patienceMs = 1000;
/** Analytics' question waits for the series, but not longer than this after the picture. */
const quietMs = 3000;

// Its dictionary comes while the study is being opened.
const speaking = startSpeaking().then(() => {
  document.title = say('Shared study');
});

const pool = createDecodePool({ running: window.earlyDecoding?.worker });
// Nearly every stored frame is HTJ2K: its decoder comes while the study is being opened.
pool.warm('openjph', window.earlyDecoding?.htj2k);

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What was painted is on the screen. */
const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

const viewer = () => import('./viewer.tsx');

/** The viewer's code is fetched and not yet run: web/build/early-decoding.ts has written down what it is. */
function fetchViewer(): void {
  const files = document.getElementById('viewer-code');
  if (files instanceof HTMLTemplateElement) document.head.append(files.content);
}

let early: EarlyPicture | undefined;

async function open({ study, link }: OpenedLink): Promise<void> {
  const session = openSession(study, { renew: (packs) => renewLink(link, packs), pool });
  await speaking;
  const input = keepInput();
  early = showEarlyPicture(session, titleElement(study.opened));
  if (early !== undefined) {
    await Promise.race([early.done, delay(patienceMs)]);
    fetchViewer();
    if (early.isPainted()) await nextFrame();
  } else fetchViewer();
  const { showViewer } = await viewer();
  showViewer(session, () => void input.giveBack());
  if (early !== undefined) handOver(early);
}

function handOver(early: EarlyPicture): void {
  if (early.isPainted()) void whenMarked('viewer-image').then(early.remove);
  else early.remove();
}

linkOpening()
  .then(open, async (cause: unknown) => {
    await speaking;
    await (await viewer()).showRefusal(cause);
  })
  .catch(() => {
    sayViewerIsMissing(early);
  });

// Asked once the picture is there: a visitor came for that, and the banner costs nothing before it.
void whenMarked('first-image')
  .then(() => Promise.race([whenMarked('series-local'), delay(quietMs)]))
  .then(async () => {
    const [{ startConsent }, { track }] = await Promise.all([
      import('../consent/start.ts'),
      import('../usage/track.ts'),
    ]);
    void startConsent();
    track({ name: 'link_opened' });
  });

// Another link pasted into this tab changes only the fragment.
window.addEventListener('hashchange', () => {
  location.reload();
});
