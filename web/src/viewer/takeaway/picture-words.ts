/** What is written into a saved picture: the same that the screen says about the image. */
import type { PaneFrame } from '../view/pane-frame.ts';
import type { OverlayWords } from '../view/overlay.tsx';
import { overlayWords } from '../view/overlay-words.ts';

/** `scale`: screen pixels an image pixel takes, where the picture is as on the screen. */
export function pictureWords(frame: PaneFrame, scale: number | undefined) {
  const { session, stack: ordinal, position, entry, look, voi } = frame;
  const stack = session.study.index.stacks[ordinal];
  if (stack === undefined) return undefined;
  return overlayWords({
    opened: session.study.opened,
    stack,
    ordinal,
    stacks: session.stacks.length,
    isForeign: false,
    position,
    facts: entry.facts,
    look,
    voi,
    isPreview: false,
    scale,
  });
}

/** Of the words' font, for a picture with that shorter side. */
export const wordPixels = (shorterSide: number): number => Math.max(12, Math.round(shorterSide / 40));

/** In the corners and at the edges; lines that are too long are narrowed, never cut. */
export function writeWords(canvas: HTMLCanvasElement, words: OverlayWords): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  const size = wordPixels(Math.min(width, height));
  const line = size * 1.3;
  context.resetTransform();
  context.font = `${String(size)}px sans-serif`;
  context.lineWidth = Math.max(2, size / 5);
  context.strokeStyle = '#000';
  context.fillStyle = '#fff';
  context.lineJoin = 'round';
  context.textBaseline = 'middle';
  const write = (text: string, x: number, y: number, align: CanvasTextAlign) => {
    context.textAlign = align;
    context.strokeText(text, x, y, width / 2 - 1.5 * size);
    context.fillText(text, x, y, width / 2 - 1.5 * size);
  };
  const block = (lines: readonly string[], align: 'left' | 'right', from: 'top' | 'bottom') => {
    const x = align === 'left' ? size : width - size;
    const said = lines.filter((one) => one !== '');
    said.forEach((text, i) => {
      write(text, x, from === 'top' ? size + i * line : height - size - (said.length - 1 - i) * line, align);
    });
  };
  const { letters } = words;
  block(words.patient, 'left', 'top');
  block([...words.study, words.side ?? ''], 'right', 'top');
  block([...words.image, ...words.view], 'left', 'bottom');
  block(
    words.badges.map(({ text }) => text),
    'right',
    'bottom',
  );
  if (letters === undefined) return;
  write(letters.left, size, height / 2, 'left');
  write(letters.right, width - size, height / 2, 'right');
  write(letters.top, width / 2, size, 'center');
  write(letters.bottom, width / 2, height - size, 'center');
}
