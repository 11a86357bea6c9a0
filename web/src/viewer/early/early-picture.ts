/**
 * The first picture of each pane, painted before the interface is here: with the words that must be read with it, in the
 * place where the viewer will show it. Nothing reacts yet (kept-input.ts keeps what is pressed); the viewer paints the same
 * and takes over.
 */
import { drawOverlay } from '@pacs/shared/display/overlay';
import { renderFrame } from '@pacs/shared/display/render-frame';
import { startArrangement } from '../core/arrangement.ts';
import { isMonochrome, pixelShape } from '../core/facts.ts';
import { fittingLayout, gridOf, shownPanes } from '../core/layout.ts';
import { fitScale, stretch, upright, type Size } from '../core/turn.ts';
import { untouched } from '../core/viewer-state.ts';
import { appliedVoi, stackRange } from '../core/voi.ts';
import type { StudySession } from '../engine/study-session.ts';
import { keptArrangement } from '../view/kept-arrangement.ts';
import { markOnce } from '../view/marks.ts';
import { overlayWords } from '../view/overlay-words.ts';
import { screenKind } from '../view/screen-kind.ts';
import { element, overlayElement, pageAround, paneElement, panesElement } from './elements.ts';
import '../view/viewer.css';
import '../view/toolbar.css';
import '../view/strip.css';
import '../view/pane.css';
import '../view/overlay.css';
import './early.css';

export interface EarlyPicture {
  /** Resolves when the active pane's whole image is painted, or when it is for the viewer to say why it cannot be. */
  done: Promise<void>;
  /** Whether any picture is painted: the whole image or a preview of it. */
  isPainted: () => boolean;
  /** Puts this where the tools would be, for good. */
  putInTools: (words: HTMLElement) => void;
  remove: () => void;
}

/** A pane and what it shows. */
interface Stage {
  place: { stack: number; position: number };
  viewport: HTMLElement;
  isActive: boolean;
  state: 'waiting' | 'preview' | 'whole' | 'refused';
}

/** undefined where there is no image. */
export function showEarlyPicture(session: StudySession, title: HTMLElement): EarlyPicture | undefined {
  const { index } = session.study;
  const screen = screenKind();
  const arrangement = startArrangement(session, screen, keptArrangement(session));
  const layout = fittingLayout(arrangement.layout, screen);
  const shown = shownPanes(layout, arrangement.active, false);
  const hasImage = ({ place }: Stage) => session.stacks[place.stack]?.frames[place.position] !== undefined;
  const grid = panesElement(gridOf(layout));
  const stages = shown.flatMap((number): Stage[] => {
    const place = arrangement.panes[number];
    const isActive = number === arrangement.active;
    const viewport = element('div', { class: 'v-viewport', role: 'img' });
    grid.append(paneElement(place && viewport, isActive));
    return place === undefined ? [] : [{ place, viewport, isActive, state: 'waiting' }];
  });
  const active = stages.find(({ isActive }) => isActive);
  if (active === undefined || !hasImage(active)) return undefined;
  const page = pageAround(grid, title, session.stacks.length === 1 && index.documents.length === 0);
  document.body.append(page);

  const { engine, tables } = session;
  const inOrder = [...stages].sort((a, b) => Number(b.isActive) - Number(a.isActive));
  engine.focus(inOrder.map(({ place }) => ({ ...place, travel: 0 })));
  let resolve: () => void = () => undefined;
  const done = new Promise<void>((done) => (resolve = done));
  const isPainted = () => stages.some(({ state }) => state === 'preview' || state === 'whole');
  const stop = () => {
    for (const one of stops) one();
    resolve();
  };
  const remove = () => {
    for (const stage of stages) stage.state = 'refused';
    stop();
    resized.disconnect();
    page.remove();
  };
  const look = (stage: Stage) => {
    const painted = paint(session, stage.place, stage.viewport);
    if (painted === 'refused') stage.state = 'refused';
    if (typeof painted === 'string') return;
    stage.viewport.nextSibling?.remove();
    stage.viewport.after(painted.overlay);
    stage.state = painted.isPreview ? 'preview' : 'whole';
    markOnce(painted.isPreview ? 'first-preview' : 'first-image');
  };
  const lookOn = () => {
    const isOpen = ({ state }: Stage) => state === 'waiting' || state === 'preview';
    for (const stage of inOrder) if (isOpen(stage)) look(stage);
    // Why not is for the viewer to say.
    if (active.state === 'refused') remove();
    else if (active.state === 'whole') resolve();
    if (!stages.some(isOpen)) stop();
  };
  const stops = [engine.subscribe(lookOn), tables.subscribe(lookOn)];
  // The boxes become smaller when words come that need room.
  const resized = new ResizeObserver(() => {
    for (const stage of stages)
      if ((stage.state === 'preview' || stage.state === 'whole') && !isFilled(stage.viewport)) look(stage);
  });
  for (const { viewport } of stages) resized.observe(viewport);
  lookOn();
  const putInTools = (words: HTMLElement) => {
    page.querySelector('.v-toolbar')?.replaceChildren(words);
  };
  return { done, isPainted, putInTools, remove };
}

function isFilled({ firstElementChild: canvas, clientWidth, clientHeight }: HTMLElement): boolean {
  if (canvas === null) return false;
  return Math.abs(canvas.clientWidth - clientWidth) < 1 && Math.abs(canvas.clientHeight - clientHeight) < 1;
}

type Painted = 'waiting' | 'refused' | { overlay: HTMLElement; isPreview: boolean };

function paint(session: StudySession, at: Stage['place'], viewport: HTMLElement): Painted {
  const { study, stacks, engine, tables } = session;
  const stack = study.index.stacks[at.stack];
  const entries = stacks[at.stack]?.frames ?? [];
  const entry = entries[at.position];
  if (stack === undefined || entry === undefined) return 'refused';
  const { facts } = entry;
  const { display, format, ref, address } = facts;
  const view = engine.view(at.stack, at.position);
  if (view.state === 'waiting') return 'waiting';
  if (view.state === 'failed' || format === undefined || display === undefined) return 'refused';
  const known = tables.tables(display);
  if (known.state !== 'ready') return known.state === 'failed' ? 'refused' : 'waiting';

  const { decoded } = view;
  const { luts } = known.tables;
  const isPreview = view.state === 'preview';
  const voi = isMonochrome(format)
    ? appliedVoi(undefined, display, decoded, luts, {
        stack: stackRange(entries),
        stored: ref?.range,
      })
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
    ordinal: at.stack,
    stacks: stacks.length,
    isForeign: false,
    position: at.position,
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
