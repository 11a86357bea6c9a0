/** What the toolbar offers, in the order in which it matters: what there is no room for goes into its menu. */
import {
  ArrowLeftRight,
  CaretsToAxisDashedHorizontal,
  CaretsToAxisDashedVertical,
  CircleHelp,
  GitCompareArrows,
  Link2,
  Maximize,
  Moon,
  RotateCcw,
  RotateCw,
  Spline,
  SunMoon,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Command } from '../core/shortcuts.ts';
import type { Links, Look } from '../core/viewer-state.ts';
import { say } from '../../words/say.ts';
import { paneTools, viewerCommands, viewerPanels, viewerViews } from './extensions.ts';
import type { PaneFrame } from './pane-frame.ts';

export interface ToolbarItem {
  id: string;
  /** Items of one group stand together. */
  group: 'tools' | 'view' | 'panels' | 'turn' | 'panes' | 'app';
  label: string;
  keys?: string;
  icon: ReactNode;
  pressed?: boolean;
  unavailable?: string | undefined;
  command: Command;
}

/** Why tools, panels and commands can do nothing now, by id: text that only changes when a reason does. */
export function reasons(frame: PaneFrame | undefined): string {
  const found: Record<string, string> = {};
  for (const { id, unavailable } of paneTools) {
    const reason = frame && unavailable?.(frame);
    if (reason !== undefined) found[id] = reason;
  }
  for (const { id, unavailable } of [...viewerPanels, ...viewerViews, ...viewerCommands]) {
    const reason = unavailable?.(frame);
    if (reason !== undefined) found[id] = reason;
  }
  return JSON.stringify(found);
}

export interface ToolbarState {
  tool: string;
  look: Look;
  links: Links;
  panes: number;
  /** Whether the screen has room for more than one. */
  canSplit: boolean;
  openPanel: string | undefined;
  isNight: boolean;
  /** Whether there are other studies to compare with. */
  canCompare: boolean;
  reasons: Readonly<Record<string, string>>;
}

const offered = paneTools.filter(({ isHidden }) => isHidden !== true);

/** What the button of any extension shows, and why it can do nothing now. */
const shown = (
  {
    id,
    label,
    key,
    icon: Icon,
  }: (typeof paneTools | typeof viewerPanels | typeof viewerViews | typeof viewerCommands)[number],
  reasons: ToolbarState['reasons'],
) => ({
  id,
  label: say(label),
  ...(key !== undefined && { keys: key.toUpperCase() }),
  icon: <Icon aria-hidden />,
  unavailable: reasons[id],
});

export const toolbarItems = (state: ToolbarState): ToolbarItem[] =>
  allItems(state).filter(({ group }) => group !== 'panes' || state.canSplit);

function allItems(state: ToolbarState): ToolbarItem[] {
  const { look, links } = state;
  const alone = state.panes > 1 ? undefined : say('There is one pane only');
  return [
    ...offered.map((tool): ToolbarItem => ({
      ...shown(tool, state.reasons),
      group: 'tools',
      pressed: state.tool === tool.id,
      command: { type: 'tool', tool: tool.id },
    })),
    ...viewerPanels.map((panel): ToolbarItem => ({
      ...shown(panel, state.reasons),
      group: 'panels',
      pressed: state.openPanel === panel.id,
      command: { type: 'panel', panel: panel.id },
    })),
    ...viewerViews.map((view): ToolbarItem => ({
      ...shown(view, state.reasons),
      group: 'panels',
      command: { type: 'view', view: view.id },
    })),
    ...viewerCommands.map((command): ToolbarItem => ({
      ...shown(command, state.reasons),
      group: 'panels',
      command: { type: 'command', command: command.id },
    })),
    {
      id: 'reset',
      group: 'view',
      label: say('Reset the view'),
      keys: 'R',
      icon: <Undo2 aria-hidden />,
      command: { type: 'reset' },
    },
    {
      id: 'fit',
      group: 'view',
      label: say('Fit to the screen'),
      keys: 'X',
      icon: <Maximize aria-hidden />,
      command: { type: 'fit' },
    },
    {
      id: 'invert',
      group: 'view',
      label: say('Invert'),
      keys: 'I',
      icon: <SunMoon aria-hidden />,
      pressed: look.invert,
      command: { type: 'invert' },
    },
    {
      id: 'rotate-left',
      group: 'turn',
      label: say('Rotate left'),
      keys: '[',
      icon: <RotateCcw aria-hidden />,
      command: { type: 'rotate', degrees: -90 },
    },
    {
      id: 'rotate-right',
      group: 'turn',
      label: say('Rotate right'),
      keys: ']',
      icon: <RotateCw aria-hidden />,
      command: { type: 'rotate', degrees: 90 },
    },
    {
      id: 'flip-horizontal',
      group: 'turn',
      label: say('Flip left to right'),
      keys: 'F',
      icon: <CaretsToAxisDashedVertical aria-hidden />,
      command: { type: 'flip', axis: 'horizontal' },
    },
    {
      id: 'flip-vertical',
      group: 'turn',
      label: say('Flip top to bottom'),
      keys: 'V',
      icon: <CaretsToAxisDashedHorizontal aria-hidden />,
      command: { type: 'flip', axis: 'vertical' },
    },
    {
      id: 'link-scroll',
      group: 'panes',
      label: say('Scroll panes together'),
      keys: 'K',
      icon: <Link2 aria-hidden />,
      pressed: links.anchors !== undefined,
      unavailable: alone,
      command: { type: 'link', what: 'scroll' },
    },
    {
      id: 'link-window',
      group: 'panes',
      label: say('One window for all panes'),
      keys: 'J',
      icon: <ArrowLeftRight aria-hidden />,
      pressed: links.window,
      unavailable: alone,
      command: { type: 'link', what: 'window' },
    },
    {
      id: 'lines',
      group: 'panes',
      label: say('Reference lines'),
      keys: 'N',
      icon: <Spline aria-hidden />,
      pressed: links.lines,
      unavailable: alone,
      command: { type: 'link', what: 'lines' },
    },
    ...(state.canCompare
      ? [
          {
            id: 'compare',
            group: 'panes' as const,
            label: say('Compare with another study'),
            keys: '/',
            icon: <GitCompareArrows aria-hidden />,
            command: { type: 'compare' as const },
          },
        ]
      : []),
    {
      id: 'night',
      group: 'app',
      label: say('Dark room'),
      keys: 'D',
      icon: <Moon aria-hidden />,
      pressed: state.isNight,
      command: { type: 'night' },
    },
    {
      id: 'help',
      group: 'app',
      label: say('Keyboard and mouse'),
      keys: '?',
      icon: <CircleHelp aria-hidden />,
      command: { type: 'help' },
    },
  ];
}
