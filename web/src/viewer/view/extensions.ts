/** Everything that the viewer can do beyond showing images: tools, layers, panels, commands. */
import { Box } from 'lucide-react';
import { lazy } from 'react';
import { elementsPanel } from '../elements/elements.tsx';
import { presentationLayer } from '../documents/presentation-over.ts';
import { takeAwayPanel } from '../takeaway/take-away.tsx';
import { measureCommands, measureLayer, measurePanel, measureTools } from '../tools/measure-extensions.ts';
import { basicTools } from './basic-tools.ts';
import type { PaneLayer, PaneTool } from './pane-layers.ts';
import { referenceLines } from './reference-lines.tsx';
import type { ViewerCommand, ViewerPanel, ViewerView } from './viewer-parts.ts';
import { windowPanel } from './window-panel.tsx';

/** In the order of the toolbar. */
export const paneTools: readonly PaneTool[] = [...basicTools, ...measureTools];

/** From the image upwards. */
export const paneLayers: readonly PaneLayer[] = [presentationLayer, referenceLines, measureLayer];

/** Beside the image, one at a time. */
export const viewerPanels: readonly ViewerPanel[] = [windowPanel, measurePanel, elementsPanel, takeAwayPanel];

/** Buttons and keys of their own. */
export const viewerCommands: readonly ViewerCommand[] = measureCommands;

/** In place of the panes; loaded when they are opened (`lazy`). */
export const viewerViews: readonly ViewerView[] = [
  {
    id: 'planes',
    label: 'Planes through the series (MPR)',
    key: 'm',
    icon: Box,
    View: lazy(() => import('../mpr/mpr-view.tsx')),
  },
];

export const keyed = {
  tools: paneTools,
  panels: viewerPanels,
  commands: viewerCommands,
  views: viewerViews,
};

export const toolOf = (id: string): PaneTool | undefined => paneTools.find((tool) => tool.id === id);
