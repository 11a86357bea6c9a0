/**
 * The first picture, painted before the interface is here: with the words that must be read with it, in the place
 * where the viewer will show it. Nothing reacts yet (kept-input.ts keeps what is pressed); the viewer paints the same
 * and takes over.
 */
import { drawOverlay } from '@pacs/shared/display/overlay';
import { renderFrame } from '@pacs/shared/display/render-frame';
import { isMonochrome, pixelShape } from '../core/facts.ts';
import { hangingFor } from '../core/hanging.ts';
import { hangingStacks } from '../core/study-shape.ts';
import { fitScale, stretch, upright, type Size } from '../core/turn.ts';
import { untouched } from '../core/viewer-state.ts';
import { appliedVoi, stackRange } from '../core/voi.ts';
import type { StudySession } from '../engine/study-session.ts';
import { markOnce } from '../view/marks.ts';
import { overlayWords } from '../view/overlay-words.ts';
import { screenKind } from '../view/screen-kind.ts';
import { element, overlayElement, pageAround } from './elements.ts';
import '../view/viewer.css';
import '../view/toolbar.css';
import '../view/strip.css';
import '../view/pane.css';
import '../view/overlay.css';
import './early.css';

export interface EarlyPicture {
  /** Resolves when the whole image is painted, or when it is for the viewer to say why it cannot be. */
  done: Promise<void>;
  /** Whether any picture is painted: the whole image or a preview of it. */
  isPainted: () => boolean;
  /** Puts this where the tools would be, for good. */
  putInTools: (words: HTMLElement) => void;
  remove: () => void;
}

/** undefined where a study hangs in several panes: that is for the viewer to lay out. */
export function showEarlyPicture(session: StudySession, title: HTMLElement): EarlyPicture | undefined {
  const { index } = session.study;
  const { stack, isChosen } = session.first;
  const hangs = !isChosen && screenKind() === 'desk' && hangingFor(hangingStacks(index, session.stacks));
  if (hangs || session.stacks[stack] === undefined) return undefined;

  const viewport = element('div', { class: 'v-viewport', role: 'img' });
  const pane = element('section', { class: 'v-pane' }, viewport);
  const panes = element('div', { class: 'v-panes' }, pane);
  const page = pageAround(panes, title, session.stacks.length === 1 && index.documents.length === 0);
  document.body.append(page);

  const { engine, tables } = session;
  let isPainted = false;
  let resolve: () => void = () => undefined;
  const done = new Promise<void>((done) => (resolve = done));
  const end = () => {
    for (const stop of stops) stop();
    resolve();
  };
  const remove = () => {
    isPainted = false;
    end();
    resized.disconnect();
    page.remove();
  };
  const look = () => {
    const painted = paint(session, viewport);
    if (painted === 'refused') remove();
    if (typeof painted === 'string') return;
    viewport.nextSibling?.remove();
    viewport.after(painted.overlay);
    isPainted = true;
    markOnce(painted.isPreview ? 'first-preview' : 'first-image');
    if (!painted.isPreview) end();
  };
  const stops = [engine.subscribe(look), tables.subscribe(look)];
  // The box becomes smaller when words come that need room.
  const resized = new ResizeObserver(() => {
    if (isPainted && !isFilled(viewport)) look();
  });
  resized.observe(viewport);
  look();
  const putInTools = (words: HTMLElement) => {
    page.querySelector('.v-toolbar')?.replaceChildren(words);
  };
  return { done, isPainted: () => isPainted, putInTools, remove };
}

function isFilled({ firstElementChild: canvas, clientWidth, clientHeight }: HTMLElement): boolean {
  if (canvas === null) return false;
  return Math.abs(canvas.clientWidth - clientWidth) < 1 && Math.abs(canvas.clientHeight - clientHeight) < 1;
}

type Painted = 'waiting' | 'refused' | { overlay: HTMLElement; isPreview: boolean };

function paint(session: StudySession, viewport: HTMLElement): Painted {
  const { study, stacks, first, engine, tables } = session;
  const stack = study.index.stacks[first.stack];
  const entries = stacks[first.stack]?.frames ?? [];
  const entry = entries[first.position];
  if (stack === undefined || entry === undefined) return 'refused';
  const { facts } = entry;
  const { display, format, ref, address } = facts;
  const view = engine.view(first.stack, first.position);
  if (view.state === 'waiting') return 'waiting';
  if (view.state === 'failed' || format === undefined || display === undefined) return 'refused';
  const known = tables.tables(display);
  if (known.state !== 'ready') return known.state === 'failed' ? 'refused' : 'waiting';

  const { decoded } = view;
  const { luts } = known.tables;
  const isPreview = view.state === 'preview';
  const voi = isMonochrome(format)
    ? appliedVoi(undefined, display, decoded, luts, stackRange(entries) ?? ref?.range)
    : undefined;
  const picture = document.createElement('canvas');
  picture.width = decoded.columns;
  picture.height = decoded.rows;
  try {
    const { bitsStored } = format;
    const pixels = renderFrame(decoded, { display, luts, voi, bitsStored, fullSize: format });
    for (const plane of isPreview ? [] : tables.planes(display, address[1] + 1))
      drawOverlay(pixels, decoded, plane);
    picture.getContext('2d')?.putImageData(new ImageData(pixels, decoded.columns, decoded.rows), 0, 0);
  } catch {
    return 'refused';
  }
  const size = { width: format.columns, height: format.rows };
  const scale = place(viewport, picture, size, pixelShape(display));
  const words = overlayWords({
    opened: study.opened,
    stack,
    ordinal: first.stack,
    stacks: stacks.length,
    isForeign: false,
    position: first.position,
    facts,
    look: untouched,
    voi,
    isPreview,
    scale,
  });
  return { overlay: overlayElement(words), isPreview };
}

/** The whole picture in the middle of the box, as canvas/viewport.ts has cornerstone draw it; answers its scale. */
function place(viewport: HTMLElement, picture: HTMLCanvasElement, size: Size, pixel: Size): number {
  const density = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(viewport.clientWidth * density));
  const height = Math.max(1, Math.round(viewport.clientHeight * density));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.style.width = `${String(width / density)}px`;
  const context = canvas.getContext('2d');
  const scale = fitScale({ width, height }, size, pixel, upright);
  if (context !== null) {
    const shape = stretch(pixel);
    context.fillStyle = 'black';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = scale < 0.5 ? 'medium' : 'low';
    context.setTransform(scale * shape.width, 0, 0, scale * shape.height, width / 2, height / 2);
    context.drawImage(picture, -size.width / 2, -size.height / 2, size.width, size.height);
  }
  viewport.replaceChildren(canvas);
  return scale / density;
}
