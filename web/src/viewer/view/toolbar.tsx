import {
  CircleHelp,
  CaretsToAxisDashedVertical,
  CaretsToAxisDashedHorizontal,
  Maximize,
  RotateCcw,
  RotateCw,
  SlidersHorizontal,
  SunMoon,
  Undo2,
} from 'lucide-react';
import { memo, useSyncExternalStore } from 'react';
import { isMonochrome } from '../core/facts.ts';
import type { Command } from '../core/shortcuts.ts';
import { paneTools } from './extensions.ts';
import type { PaneBoard } from './pane-board.ts';
import type { PaneTool } from './pane-layers.ts';
import { ToolButton } from './tool-button.tsx';

export const Toolbar = memo(function Toolbar({
  tool,
  inverted,
  board,
  active,
  isPanelOpen,
  onPanel,
  run,
}: {
  tool: string;
  inverted: boolean;
  board: PaneBoard;
  active: number;
  isPanelOpen: boolean;
  onPanel: () => void;
  run: (command: Command) => void;
}) {
  const hasWindow = useSyncExternalStore(board.subscribe, () =>
    isMonochrome(board.frame(active)?.entry.facts.format),
  );
  return (
    <div className="v-toolbar" role="toolbar" aria-label="Image tools">
      <div className="v-group" role="group" aria-label="What dragging does">
        {paneTools.map((own) => (
          <ChoiceOfTool
            key={own.id}
            tool={own}
            isChosen={tool === own.id}
            board={board}
            active={active}
            run={run}
          />
        ))}
      </div>
      <div className="v-group">
        <ToolButton
          label="Window presets"
          icon={<SlidersHorizontal aria-hidden />}
          pressed={isPanelOpen && hasWindow}
          unavailable={hasWindow ? undefined : 'Colour images have no window'}
          onPress={onPanel}
        />
        <ToolButton
          label="Invert"
          keys="I"
          icon={<SunMoon aria-hidden />}
          pressed={inverted}
          onPress={() => {
            run({ type: 'invert' });
          }}
        />
      </div>
      <div className="v-group">
        <ToolButton
          label="Rotate left"
          keys="["
          icon={<RotateCcw aria-hidden />}
          onPress={() => {
            run({ type: 'rotate', degrees: -90 });
          }}
        />
        <ToolButton
          label="Rotate right"
          keys="]"
          icon={<RotateCw aria-hidden />}
          onPress={() => {
            run({ type: 'rotate', degrees: 90 });
          }}
        />
        <ToolButton
          label="Flip left to right"
          keys="F"
          icon={<CaretsToAxisDashedVertical aria-hidden />}
          onPress={() => {
            run({ type: 'flip', axis: 'horizontal' });
          }}
        />
        <ToolButton
          label="Flip top to bottom"
          keys="V"
          icon={<CaretsToAxisDashedHorizontal aria-hidden />}
          onPress={() => {
            run({ type: 'flip', axis: 'vertical' });
          }}
        />
      </div>
      <div className="v-group">
        <ToolButton
          label="Fit to the screen"
          keys="X"
          icon={<Maximize aria-hidden />}
          onPress={() => {
            run({ type: 'fit' });
          }}
        />
        <ToolButton
          label="Reset the view"
          keys="R"
          icon={<Undo2 aria-hidden />}
          onPress={() => {
            run({ type: 'reset' });
          }}
        />
        <ToolButton
          label="Keyboard and mouse"
          keys="?"
          icon={<CircleHelp aria-hidden />}
          onPress={() => {
            run({ type: 'help' });
          }}
        />
      </div>
    </div>
  );
});

function ChoiceOfTool({
  tool,
  isChosen,
  board,
  active,
  run,
}: {
  tool: PaneTool;
  isChosen: boolean;
  board: PaneBoard;
  active: number;
  run: (command: Command) => void;
}) {
  const unavailable = useSyncExternalStore(board.subscribe, () => {
    const frame = board.frame(active);
    return frame && tool.unavailable?.(frame);
  });
  const { id, label, key, icon: Icon } = tool;
  return (
    <ToolButton
      label={label}
      {...(key !== undefined && { keys: key.toUpperCase() })}
      icon={<Icon aria-hidden />}
      pressed={isChosen}
      unavailable={unavailable}
      onPress={() => {
        run({ type: 'tool', tool: id });
      }}
    />
  );
}
