/** What every workstation's mouse does: window, scroll, zoom, pan. */
import { ArrowDownUp, Contrast, Move, ZoomIn } from 'lucide-react';
import { isMonochrome } from '../core/facts.ts';
import { draggedZoom, fromMiddle, pixelsPerImage, zoomAround } from '../core/gestures.ts';
import { draggedWindow } from '../core/presets.ts';
import { say } from '../../words/say.ts';
import type { PaneTool } from './pane-layers.ts';

/** Pixels of dragging that make a window as wide again. */
const pixelsPerWidth = 300;

const windowTool: PaneTool = {
  id: 'window',
  label: 'Window',
  key: 'w',
  icon: Contrast,
  cursor: 'crosshair',
  does: 'Drag sets the window',
  unavailable: ({ entry }) =>
    isMonochrome(entry.facts.format) ? undefined : say('Colour images have no window'),
  begin({ screen: from }, pane) {
    const { voi, entry } = pane.frame();
    if (voi?.kind !== 'window' || !isMonochrome(entry.facts.format)) return undefined;
    return {
      move({ screen: to }) {
        const moved = { x: to.x - from.x, y: to.y - from.y };
        pane.dispatch({ type: 'voi', voi: draggedWindow(voi, moved, voi.width / pixelsPerWidth) });
      },
    };
  },
};

const scrollTool: PaneTool = {
  id: 'scroll',
  label: 'Scroll',
  key: 's',
  icon: ArrowDownUp,
  cursor: 'ns-resize',
  does: 'Drag scrolls',
  begin(at, pane) {
    const { wanted, images, transforms } = pane.frame();
    // One image leaves nothing to scroll through: a finger sets its window instead.
    if (images < 2) return windowTool.begin(at, pane);
    const from = at.screen;
    return {
      move({ screen: to }) {
        const by = Math.round((to.y - from.y) / pixelsPerImage(transforms.size().height, images));
        pane.dispatch({ type: 'position', position: wanted + by });
      },
    };
  },
};

const zoomTool: PaneTool = {
  id: 'zoom',
  label: 'Zoom',
  key: 'z',
  icon: ZoomIn,
  cursor: 'zoom-in',
  does: 'Drag zooms',
  begin({ screen: from }, pane) {
    const { look: start, transforms } = pane.frame();
    const anchor = transforms.toPan(fromMiddle(from, transforms.size()));
    return {
      move({ screen: to }) {
        const zoom = draggedZoom(start.zoom, to.y - from.y);
        pane.dispatch({ type: 'zoom', ...zoomAround(start, zoom, anchor) });
      },
    };
  },
};

const panTool: PaneTool = {
  id: 'pan',
  label: 'Pan',
  key: 'p',
  icon: Move,
  cursor: 'grab',
  does: 'Drag pans',
  begin({ screen: from }, pane) {
    const { look: start, transforms } = pane.frame();
    return {
      move({ screen: to }) {
        const way = transforms.toPan({ x: to.x - from.x, y: to.y - from.y });
        pane.dispatch({ type: 'pan', pan: { x: start.pan.x + way.x, y: start.pan.y + way.y } });
      },
    };
  },
};

export const basicTools: readonly PaneTool[] = [windowTool, scrollTool, zoomTool, panTool];
