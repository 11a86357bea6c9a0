/** Everything that a pane can do and draw: what dragging does, and what lies over the image. */
import { basicTools } from './basic-tools.ts';
import type { PaneLayer, PaneTool } from './pane-layers.ts';

/** In the order of the toolbar. */
export const paneTools: readonly PaneTool[] = basicTools;

/** From the image upwards. */
export const paneLayers: readonly PaneLayer[] = [];

export const toolOf = (id: string): PaneTool | undefined => paneTools.find((tool) => tool.id === id);
