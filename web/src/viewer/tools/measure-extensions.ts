/** Measuring as the viewer lists it. What it does and draws comes after the first image: it is not needed for that. */
import {
  ArrowUpRight,
  Circle,
  Crosshair,
  Eraser,
  ListChecks,
  Redo2,
  Ruler,
  ScanSearch,
  Square,
  SquareActivity,
  Tangent,
  TrendingUp,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { lazy } from 'react';
import type { AnnotationKind } from '@pacs/shared/annotations';
import { isMonochrome } from '../core/facts.ts';
import { afterOpening } from '../view/after-opening.ts';
import type { PaneLayer, PaneTool } from '../view/pane-layers.ts';
import type { ViewerCommand, ViewerPanel } from '../view/viewer-parts.ts';
import { say } from '../../words/say.ts';
import { toolBehaviour } from './behaviour.ts';
import { drawingTools, otherTools } from './tool-list.ts';

const icons: Readonly<Record<AnnotationKind, LucideIcon>> = {
  length: Ruler,
  angle: Tangent,
  cobb: TrendingUp,
  ellipse: Circle,
  rectangle: Square,
  probe: Crosshair,
  arrow: ArrowUpRight,
};

const doing = (id: string): Pick<PaneTool, 'begin' | 'hover'> => ({
  begin: (at, pane) => toolBehaviour()?.begin(id, at, pane),
  hover: (at, pane) => toolBehaviour()?.hover(id, at, pane),
});

export const measureTools: readonly PaneTool[] = [
  ...drawingTools.map(({ kind, ...tool }): PaneTool => ({ ...tool, icon: icons[kind], ...doing(tool.id) })),
  { ...otherTools.eraser, icon: Eraser, ...doing(otherTools.eraser.id) },
  { ...otherTools.magnifier, icon: ScanSearch, ...doing(otherTools.magnifier.id) },
  {
    ...otherTools.windowRegion,
    icon: SquareActivity,
    unavailable: ({ entry }) =>
      isMonochrome(entry.facts.format) ? undefined : say('Colour images have no window'),
    ...doing(otherTools.windowRegion.id),
  },
  {
    ...otherTools.glance,
    icon: Crosshair,
    isHidden: true,
    onLongPress: true,
    ...doing(otherTools.glance.id),
  },
];

export const measureLayer: PaneLayer = {
  id: 'measure',
  Layer: lazy(() => afterOpening(() => import('./measure-layer.tsx'))),
};

export const measurePanel: ViewerPanel = {
  id: 'measurements',
  label: 'Measurements',
  key: 'y',
  icon: ListChecks,
  Panel: lazy(() => import('./measure-panel.tsx')),
};

export const measureCommands: readonly ViewerCommand[] = (['undo', 'redo'] as const).map((id) => ({
  id,
  label: id === 'undo' ? 'Undo the last measurement' : 'Redo the measurement',
  icon: id === 'undo' ? Undo2 : Redo2,
  run({ board, active }) {
    const session = board.frame(active)?.session;
    if (session !== undefined) toolBehaviour()?.[id](session);
  },
}));
