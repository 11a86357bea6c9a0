/** The image of a pane at its own resolution, turned as on the screen, with or without words. */
import { createPainter } from '../canvas/painter.ts';
import { pixelShape } from '../core/facts.ts';
import { edgeLetters } from '../core/orientation.ts';
import { isFor, presentedDisplay } from '../core/presented.ts';
import type { Turn } from '../core/turn.ts';
import { patientWords, studyWords, valueWords } from '../core/words.ts';
import type { PaneFrame } from '../view/pane-frame.ts';

/** Words need room: smaller images are enlarged by a whole number before words are put on them. */
const leastSideWithWords = 512;

/** undefined where the image is not here whole: previews are never exported. */
export function imageCanvas(frame: PaneFrame, withWords: boolean): HTMLCanvasElement | undefined {
  const { session, entry, decoded, tables, voi, look, isPreview } = frame;
  const { display, format, address } = entry.facts;
  if (
    isPreview ||
    decoded === undefined ||
    display === undefined ||
    format === undefined ||
    tables === undefined
  )
    return undefined;
  const { canvas } = paint({
    decoded,
    display: presentedDisplay(look.presentation, entry.facts, display),
    luts: tables.luts,
    planes: session.tables.planes(display, address[1] + 1),
    voi,
    invert: look.invert,
    bitsStored: format.bitsStored,
    fullSize: format,
  });
  const pixel = pixelShape(display);
  const unit = Math.min(pixel.width, pixel.height);
  const shorter = Math.min(format.columns * (pixel.width / unit), format.rows * (pixel.height / unit));
  const enlarge = withWords ? Math.max(1, Math.ceil(leastSideWithWords / shorter)) : 1;
  const width = Math.round(format.columns * (pixel.width / unit) * enlarge);
  const height = Math.round(format.rows * (pixel.height / unit) * enlarge);
  const turned = turnCanvas(canvas, { width, height }, look.turn);
  if (withWords) writeWords(turned, frame);
  return turned;
}

function paint(painting: Parameters<ReturnType<typeof createPainter>['paint']>[0]) {
  const painter = createPainter();
  painter.paint(painting);
  return painter;
}

/** Mirrored left to right first, then rotated clockwise, as core/turn.ts has it. */
export function turnCanvas(
  image: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
  { rotation, mirrored }: Turn,
): HTMLCanvasElement {
  const lies = rotation === 90 || rotation === 270;
  const turned = document.createElement('canvas');
  turned.width = lies ? height : width;
  turned.height = lies ? width : height;
  const context = turned.getContext('2d');
  if (context === null) return turned;
  context.imageSmoothingEnabled = false;
  context.translate(turned.width / 2, turned.height / 2);
  context.rotate((rotation * Math.PI) / 180);
  if (mirrored) context.scale(-1, 1);
  context.drawImage(image, -width / 2, -height / 2, width, height);
  // A canvas has one context: words are written upright, from its corner.
  context.resetTransform();
  return turned;
}

function writeWords(
  canvas: HTMLCanvasElement,
  { session, stack, position, entry, look, voi }: PaneFrame,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { opened, index } = session.study;
  const { display } = entry.facts;
  const patient = patientWords(opened.identity);
  const size = Math.max(12, Math.round(Math.min(canvas.width, canvas.height) / 40));
  const margin = size;
  context.font = `${String(size)}px sans-serif`;
  context.lineWidth = Math.max(2, size / 5);
  context.strokeStyle = '#000';
  context.fillStyle = '#fff';
  context.lineJoin = 'round';
  const write = (text: string, x: number, y: number, align: CanvasTextAlign) => {
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.strokeText(text, x, y, canvas.width / 2 - margin);
    context.fillText(text, x, y, canvas.width / 2 - margin);
  };
  const block = (lines: string[], align: 'left' | 'right', from: 'top' | 'bottom') => {
    const x = align === 'left' ? margin : canvas.width - margin;
    const shown = lines.filter((line) => line !== '');
    shown.forEach((line, i) => {
      const row = from === 'top' ? i : i - shown.length + 1;
      const y = from === 'top' ? margin + row * size * 1.3 : canvas.height - margin + row * size * 1.3;
      write(line, x, y, align);
    });
  };
  const { when, what } = studyWords(opened.description);
  const images = index.stacks[stack]?.frames.length ?? 1;
  const ratio = display?.lossyRatio === undefined ? '' : ` ${valueWords(display.lossyRatio)}:1`;
  block([patient.name, [patient.born, patient.sex].filter(Boolean).join(' · '), patient.id], 'left', 'top');
  block([when, what], 'right', 'top');
  block(
    [
      `Series ${String(stack + 1)}, image ${String(position + 1)} / ${String(images)}`,
      voi?.kind === 'window' ? `W ${valueWords(voi.width)} L ${valueWords(voi.center)}` : '',
    ],
    'left',
    'bottom',
  );
  block(
    [
      display?.lossy === true ? `Lossy${ratio}` : '',
      look.presentation === undefined || !isFor(look.presentation.state, entry.facts)
        ? ''
        : `Presentation state applied: ${look.presentation.name}`,
      'Not for primary diagnosis',
    ],
    'right',
    'bottom',
  );
  const letters = display && edgeLetters(display, look.turn);
  if (letters === undefined) return;
  write(letters.left, margin, canvas.height / 2, 'left');
  write(letters.right, canvas.width - margin, canvas.height / 2, 'right');
  write(letters.top, canvas.width / 2, margin, 'center');
  write(letters.bottom, canvas.width / 2, canvas.height - margin, 'center');
}

export function encodeCanvas(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) reject(new Error('the image could not be encoded'));
        else resolve(blob);
      },
      type,
      0.92,
    );
  });
}
