import {
  ArrowDownUp,
  CircleHelp,
  Contrast,
  CaretsToAxisDashedVertical,
  CaretsToAxisDashedHorizontal,
  Maximize,
  Move,
  RotateCcw,
  RotateCw,
  SlidersHorizontal,
  SunMoon,
  Undo2,
  ZoomIn,
} from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Command } from '../core/shortcuts.ts';
import type { Tool } from '../core/viewer-state.ts';
import { ToolButton } from './tool-button.tsx';

const tools: readonly { tool: Tool; label: string; keys: string; icon: ReactNode }[] = [
  { tool: 'window', label: 'Window', keys: 'W', icon: <Contrast aria-hidden /> },
  { tool: 'scroll', label: 'Scroll', keys: 'S', icon: <ArrowDownUp aria-hidden /> },
  { tool: 'zoom', label: 'Zoom', keys: 'Z', icon: <ZoomIn aria-hidden /> },
  { tool: 'pan', label: 'Pan', keys: 'P', icon: <Move aria-hidden /> },
];

export const Toolbar = memo(function Toolbar({
  tool,
  inverted,
  hasWindow,
  isPanelOpen,
  onPanel,
  run,
}: {
  tool: Tool;
  inverted: boolean;
  /** Whether there is a window to set: colour has none. */
  hasWindow: boolean;
  isPanelOpen: boolean;
  onPanel: () => void;
  run: (command: Command) => void;
}) {
  const windowUnavailable = hasWindow ? undefined : 'Colour images have no window';
  return (
    <div className="v-toolbar" role="toolbar" aria-label="Image tools">
      <div className="v-group" role="group" aria-label="What dragging does">
        {tools.map(({ tool: own, label, keys, icon }) => (
          <ToolButton
            key={own}
            label={label}
            keys={keys}
            icon={icon}
            pressed={tool === own}
            unavailable={own === 'window' ? windowUnavailable : undefined}
            onPress={() => {
              run({ type: 'tool', tool: own });
            }}
          />
        ))}
      </div>
      <div className="v-group">
        <ToolButton
          label="Window presets"
          icon={<SlidersHorizontal aria-hidden />}
          pressed={isPanelOpen && hasWindow}
          unavailable={windowUnavailable}
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
