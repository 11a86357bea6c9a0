/** One pane, two or four; and how studies like this one usually hang. */
import { Columns2, Grid2x2, LayoutPanelLeft, Rows2, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { layoutsFor, type Layout, type Screen } from '../core/layout.ts';
import type { ViewerAction } from '../core/viewer-state.ts';
import { say, type PlainPhrase } from '../../words/say.ts';
import { ToolButton } from './tool-button.tsx';

const faces: Readonly<Record<Layout, { label: PlainPhrase; icon: ReactNode }>> = {
  '1x1': { label: 'One pane', icon: <Square aria-hidden /> },
  '1x2': { label: 'Two panes side by side', icon: <Columns2 aria-hidden /> },
  '2x1': { label: 'Two panes, one above the other', icon: <Rows2 aria-hidden /> },
  '2x2': { label: 'Four panes', icon: <Grid2x2 aria-hidden /> },
};

export function LayoutPicker({
  screen,
  layout,
  hanging,
  dispatch,
}: {
  screen: Screen;
  layout: Layout;
  /** The usual way for this study; undefined where it is one pane. */
  hanging: { name: PlainPhrase; action: ViewerAction } | undefined;
  dispatch: (action: ViewerAction) => void;
}) {
  const possible = layoutsFor(screen);
  if (possible.length < 2) return null;
  return (
    <div className="v-layouts" role="group" aria-label={say('Layout')}>
      {possible.map((one) => (
        <ToolButton
          key={one}
          icon={faces[one].icon}
          label={say(faces[one].label)}
          pressed={one === layout}
          onPress={() => {
            dispatch({ type: 'layout', layout: one });
          }}
        />
      ))}
      {hanging !== undefined && (
        <ToolButton
          label={say('Hang as usual: {name}', { name: say(hanging.name) })}
          icon={<LayoutPanelLeft aria-hidden />}
          onPress={() => {
            dispatch(hanging.action);
          }}
        />
      )}
    </div>
  );
}
