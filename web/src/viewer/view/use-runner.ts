/** Commands of keys and buttons as actions on the active pane; always the same function. */
import { useCallback, useLayoutEffect, useRef } from 'react';
import { layoutsFor, type Screen } from '../core/layout.ts';
import { windowOf } from '../core/presets.ts';
import { headerRate, maxRate } from '../core/playback.ts';
import type { Command } from '../core/shortcuts.ts';
import { lookOf, paneOf, type ViewerState } from '../core/viewer-state.ts';
import { viewerCommands, viewerPanels, viewerViews } from './extensions.ts';
import { framePresets } from './frame-presets.ts';
import type { PaneFrame } from './pane-frame.ts';
import type { ViewerHandle } from './viewer-parts.ts';

/** What commands change that is no state of panes. */
export interface Doors {
  togglePanel(id: string): void;
  openView(id: string): void;
  openHelp(): void;
  openComparison(): void;
  toggleNight(): void;
}

export interface RunnerParts {
  state: ViewerState;
  /** Panes on the screen. */
  shown: readonly number[];
  screen: Screen;
  viewer: ViewerHandle;
  doors: Doors;
}

export function useRunner(parts: RunnerParts): (command: Command) => void {
  const latest = useRef(parts);
  useLayoutEffect(() => {
    latest.current = parts;
  });
  return useCallback((command) => {
    runCommand(command, latest.current);
  }, []);
}

const oneFurther = <T>(list: readonly T[], from: T, by: number): T | undefined =>
  list[(list.indexOf(from) + by + list.length) % list.length];

/** A key does nothing where its button can do nothing. */
const isOffered = (
  list: readonly { id: string; unavailable?: (frame: PaneFrame | undefined) => string | undefined }[],
  wanted: string,
  frame: PaneFrame | undefined,
): boolean => list.find(({ id }) => id === wanted)?.unavailable?.(frame) === undefined;

/** What a command does now. */
export function runCommand(command: Command, { state, shown, screen, viewer, doors }: RunnerParts): void {
  const { board, dispatch, active } = viewer;
  const pane = paneOf(state);
  const frame = board.frame(active);
  switch (command.type) {
    case 'preset': {
      const preset = framePresets(frame)[command.number - 1];
      if (preset !== undefined) dispatch({ type: 'voi', ...windowOf(preset) });
      return;
    }
    case 'stack-step':
      dispatch({ type: 'stack', stack: (pane.content?.stack ?? 0) + command.by });
      return;
    case 'zoom-by':
      dispatch({ type: 'zoom', zoom: lookOf(pane).zoom * command.factor });
      return;
    case 'pan-by': {
      const { pan } = lookOf(pane);
      const way = frame?.transforms.toPan({ x: command.x, y: command.y });
      if (way !== undefined) dispatch({ type: 'pan', pan: { x: pan.x + way.x, y: pan.y + way.y } });
      return;
    }
    case 'toggle-play':
      dispatch({ type: 'play', playing: !pane.playing });
      return;
    case 'rate-by': {
      const rate = pane.rate ?? headerRate(frame?.entry.facts.display);
      dispatch({ type: 'rate', rate: Math.min(maxRate, Math.max(1, rate * command.factor)) });
      return;
    }
    case 'first-image':
      dispatch({ type: 'position', position: 0 });
      return;
    case 'last-image':
      dispatch({ type: 'position', position: (frame?.images ?? 1) - 1 });
      return;
    case 'pane-step':
      dispatch({ type: 'activate', pane: oneFurther(shown, active, command.by) ?? active });
      return;
    case 'next-layout':
      dispatch({ type: 'layout', layout: oneFurther(layoutsFor(screen), state.layout, 1) ?? '1x1' });
      return;
    case 'panel':
      if (isOffered(viewerPanels, command.panel, frame)) doors.togglePanel(command.panel);
      return;
    case 'view':
      if (isOffered(viewerViews, command.view, frame)) doors.openView(command.view);
      return;
    case 'command':
      if (isOffered(viewerCommands, command.command, frame))
        viewerCommands.find(({ id }) => id === command.command)?.run(viewer);
      return;
    case 'compare':
      doors.openComparison();
      return;
    case 'night':
      doors.toggleNight();
      return;
    case 'help':
      doors.openHelp();
      return;
    default:
      dispatch(command);
  }
}
