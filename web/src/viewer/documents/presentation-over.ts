import { lazy } from 'react';
import { afterOpening } from '../view/after-opening.ts';
import type { PaneLayer } from '../view/pane-layers.ts';

/** Loaded with the panes, drawn where a state is applied. */
export const presentationLayer: PaneLayer = {
  id: 'presentation',
  Layer: lazy(() => afterOpening(() => import('./presentation-layer.tsx'))),
};
