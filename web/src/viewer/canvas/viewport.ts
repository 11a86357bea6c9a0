/**
 * cornerstone-core's viewport: it keeps the transform, draws on animation frames and converts coordinates. What it
 * draws are finished pixels: its own window and lookup tables differ from PS3.3 C.11.2.1.
 */
import * as cornerstone from 'cornerstone-core';
import type { Painted } from '../core/render-part.ts';
import type { Seen } from '../core/seen.ts';
import { fitScale, stretch, type Size } from '../core/turn.ts';
import type { Look } from '../core/viewer-state.ts';

export interface Picture {
  /** Where `paint` puts its pixels. */
  canvas: HTMLCanvasElement;
  /** Called in the animation frame that draws: at least what is seen is on the canvas then. */
  paint(seen: Seen): Painted;
  /** The image's own size. */
  size: Size;
  /** Width and height of one pixel, in any unit. */
  pixel: Size;
  /** Changes whenever the pixels do. */
  version: object;
}

export type Placement = Pick<Look, 'turn' | 'zoom' | 'pan'>;

export interface Viewport {
  show(picture: Picture, placement: Placement): void;
  clear(): void;
  /** Screen pixels (CSS) an image pixel's shorter side takes. */
  scale(): number;
  /** Of the screen, CSS pixels relative to the host's corner, to columns and rows. */
  toImage(point: { x: number; y: number }): { x: number; y: number } | undefined;
  toScreen(point: { x: number; y: number }): { x: number; y: number } | undefined;
  size(): Size;
  /** What is on the screen, in the screen's own pixels; drawn again whenever it changes. */
  canvas(): HTMLCanvasElement;
  /** The image pixels that a way on the screen crosses, along the screen's axes. */
  toPan(moved: { x: number; y: number }): { x: number; y: number };
  /** Called as soon as a picture, or the same one placed otherwise, has been drawn. */
  onDrawn(listener: () => void): void;
  close(): void;
}

/** `host` is the box to fill; its size may change at any time. */
export function createViewport(host: HTMLElement): Viewport {
  // As many canvas pixels as the screen has: cornerstone knows CSS pixels only, so its element is that large,
  // and shrunk again by a transform.
  const element = document.createElement('div');
  element.style.transformOrigin = '0 0';
  host.append(element);
  let density = 1;
  let shown: { picture: Picture; placement: Placement } | undefined;
  let drawn: (() => void) | undefined;

  const measure = () => {
    density = window.devicePixelRatio || 1;
    element.style.width = `${String(Math.max(1, Math.round(host.clientWidth * density)))}px`;
    element.style.height = `${String(Math.max(1, Math.round(host.clientHeight * density)))}px`;
    element.style.transform = density === 1 ? '' : `scale(${String(1 / density)})`;
  };
  measure();
  cornerstone.enable(element);
  const enabled = cornerstone.getEnabledElement(element);

  const transform = (picture: Picture, { turn, zoom, pan }: Placement): Partial<cornerstone.Viewport> => ({
    scale: fitScale(enabled.canvas, picture.size, picture.pixel, turn) * zoom,
    translation: { x: pan.x, y: pan.y },
    rotation: turn.rotation,
    hflip: turn.mirrored,
    vflip: false,
  });

  const seenOf = ({ canvas: { width, height }, viewport }: cornerstone.EnabledElement): Seen => {
    const corners = [
      [0, 0],
      [width, 0],
      [0, height],
      [width, height],
    ].map(([x = 0, y = 0]) => cornerstone.canvasToPixel(element, { x, y }));
    const across = corners.map(({ x }) => x);
    const down = corners.map(({ y }) => y);
    return {
      left: Math.min(...across),
      right: Math.max(...across),
      top: Math.min(...down),
      bottom: Math.max(...down),
      scale: viewport.scale,
    };
  };

  const imageOf = (picture: Picture): cornerstone.Image => ({
    imageId: 'frame',
    rows: picture.size.height,
    columns: picture.size.width,
    height: picture.size.height,
    width: picture.size.width,
    rowPixelSpacing: picture.pixel.height,
    columnPixelSpacing: picture.pixel.width,
    minPixelValue: 0,
    maxPixelValue: 255,
    slope: 1,
    intercept: 0,
    windowCenter: 128,
    windowWidth: 256,
    invert: false,
    color: true,
    sizeInBytes: 0,
    getPixelData: () => [],
    render(of) {
      const context = of.canvas.getContext('2d');
      if (context === null) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = 'black';
      context.fillRect(0, 0, of.canvas.width, of.canvas.height);
      const { source, at, size } = picture.paint(seenOf(of));
      context.imageSmoothingEnabled = true;
      // Between full and half size, four neighbours are all there are.
      const shrunk = (of.viewport.scale * size.width) / source.width;
      context.imageSmoothingQuality = shrunk < 0.5 ? 'medium' : 'low';
      cornerstone.setToPixelCoordinateSystem(of, context);
      context.drawImage(
        picture.canvas,
        0,
        0,
        source.width,
        source.height,
        at.x,
        at.y,
        size.width,
        size.height,
      );
      drawn?.();
    },
  });

  const resized = new ResizeObserver(() => {
    measure();
    cornerstone.resize(element, false);
    if (shown !== undefined) cornerstone.setViewport(element, transform(shown.picture, shown.placement));
  });
  resized.observe(host);

  // A canvas whose context was lost (the graphics process ended) comes back empty. The picture's own is repainted by
  // its painter, whose listener is older than this one.
  const redraw = () => {
    cornerstone.updateImage(element, true);
  };
  enabled.canvas.addEventListener('contextrestored', redraw);
  let watched: HTMLCanvasElement | undefined;
  const watch = (canvas: HTMLCanvasElement) => {
    if (watched === canvas) return;
    watched?.removeEventListener('contextrestored', redraw);
    watched = canvas;
    watched.addEventListener('contextrestored', redraw);
  };

  return {
    show(picture, placement) {
      watch(picture.canvas);
      if (shown?.picture.version === picture.version)
        cornerstone.setViewport(element, transform(picture, placement));
      else cornerstone.displayImage(element, imageOf(picture), transform(picture, placement));
      shown = { picture, placement };
      enabled.canvas.style.visibility = '';
    },
    clear() {
      enabled.canvas.style.visibility = 'hidden';
    },
    scale: () => (shown === undefined ? 1 : enabled.viewport.scale / density),
    toImage(point) {
      if (shown === undefined) return undefined;
      return cornerstone.canvasToPixel(element, { x: point.x * density, y: point.y * density });
    },
    toScreen(point) {
      if (shown === undefined) return undefined;
      const { x, y } = cornerstone.pixelToCanvas(element, point);
      return { x: x / density, y: y / density };
    },
    size: () => ({ width: host.clientWidth, height: host.clientHeight }),
    canvas: () => enabled.canvas,
    toPan({ x, y }) {
      if (shown === undefined) return { x: 0, y: 0 };
      const { picture, placement } = shown;
      const { width, height } = stretch(picture.pixel);
      const sideways = placement.turn.rotation === 90 || placement.turn.rotation === 270;
      const scale = enabled.viewport.scale / density;
      return { x: x / scale / (sideways ? height : width), y: y / scale / (sideways ? width : height) };
    },
    onDrawn(listener) {
      drawn = listener;
    },
    close() {
      resized.disconnect();
      watched?.removeEventListener('contextrestored', redraw);
      cornerstone.disable(element);
      element.remove();
    },
  };
}
