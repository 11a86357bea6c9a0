/** The transforms of a pane over its viewport, which comes and goes with the element. */
import type { Viewport } from '../canvas/viewport.ts';
import type { PaneTransforms } from './pane-frame.ts';

export interface LiveTransforms extends PaneTransforms {
  attach(viewport: Viewport | undefined): void;
  drawn(): void;
}

export function createTransforms(): LiveTransforms {
  let viewport: Viewport | undefined;
  let version = 0;
  const listeners = new Set<() => void>();
  return {
    imageToScreen: (point) => viewport?.toScreen(point),
    screenToImage: (point) => viewport?.toImage(point),
    matrix() {
      const origin = viewport?.toScreen({ x: 0, y: 0 });
      const along = viewport?.toScreen({ x: 1, y: 0 });
      const down = viewport?.toScreen({ x: 0, y: 1 });
      if (origin === undefined || along === undefined || down === undefined) return undefined;
      return [
        along.x - origin.x,
        along.y - origin.y,
        down.x - origin.x,
        down.y - origin.y,
        origin.x,
        origin.y,
      ];
    },
    toPan: (moved) => viewport?.toPan(moved) ?? { x: 0, y: 0 },
    scale: () => viewport?.scale() ?? 1,
    size: () => viewport?.size() ?? { width: 0, height: 0 },
    version: () => version,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach(made) {
      viewport = made;
    },
    drawn() {
      version += 1;
      for (const listener of listeners) listener();
    },
  };
}
