/** The tools in a row; those that don't fit are in a menu at its end. */
import { Ellipsis } from 'lucide-react';
import {
  memo,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Command } from '../core/shortcuts.ts';
import { say } from '../../words/say.ts';
import type { PaneBoard } from './pane-board.ts';
import { reasons, toolbarItems, type ToolbarItem, type ToolbarState } from './toolbar-items.tsx';
import { ToolButton } from './tool-button.tsx';
import './toolbar.css';

export interface ToolbarProps extends Omit<ToolbarState, 'reasons'> {
  board: PaneBoard;
  active: number;
  /** Stands first: the choice of layouts. */
  lead: ReactNode;
  run: (command: Command) => void;
}

export const Toolbar = memo(function Toolbar({ board, active, lead, run, ...state }: ToolbarProps) {
  const why = useSyncExternalStore(board.subscribe, () => reasons(board.frame(active)));
  const items = toolbarItems({
    ...state,
    reasons: useMemo(() => JSON.parse(why) as Record<string, string>, [why]),
  });
  const row = useRef<HTMLDivElement>(null);
  const room = useRoom(row);
  const shown = items.length <= room ? items : items.slice(0, Math.max(0, room - 1));
  const rest = items.slice(shown.length);
  return (
    <div className="v-toolbar" role="toolbar" aria-label={say('Image tools')}>
      <div ref={row} className="v-tools">
        {lead}
        {shown.map((item, at) => (
          <span
            key={item.id}
            className="v-slot"
            data-first={at > 0 && shown[at - 1]?.group !== item.group ? '' : undefined}
          >
            <ItemButton item={item} run={run} />
          </span>
        ))}
        {rest.length > 0 && <More items={rest} run={run} />}
      </div>
    </div>
  );
});

function ItemButton({ item, run }: { item: ToolbarItem; run: (command: Command) => void }) {
  return (
    <ToolButton
      {...item}
      onPress={() => {
        run(item.command);
      }}
    />
  );
}

/** The rest by name: an open list that closes on Escape, on a press outside, and after a choice. */
function More({ items, run }: { items: readonly ToolbarItem[]; run: (command: Command) => void }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        type="button"
        className="v-tool"
        popoverTarget={id}
        aria-label={say('More tools ({n})', { n: items.length })}
        title={say('More tools')}
        data-pressed={
          items.some(({ pressed, group }) => pressed === true && group === 'tools') ? '' : undefined
        }
      >
        <Ellipsis aria-hidden />
      </button>
      <div ref={list} id={id} popover="auto" className="v-more" role="group" aria-label={say('More tools')}>
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            className="v-more-item"
            aria-pressed={item.pressed}
            aria-disabled={item.unavailable !== undefined}
            title={item.unavailable}
            onClick={() => {
              if (item.unavailable !== undefined) return;
              list.current?.hidePopover();
              run(item.command);
            }}
          >
            {item.icon}
            <span>{item.label}</span>
            {item.keys !== undefined && <kbd>{item.keys}</kbd>}
          </button>
        ))}
      </div>
    </>
  );
}

/** How many buttons fit into the row. */
function useRoom(row: React.RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(99);
  useLayoutEffect(() => {
    const element = row.current;
    if (element === null) return;
    const measure = () => {
      const button = element.querySelector('.v-slot .v-tool')?.getBoundingClientRect().width ?? 40;
      const lead = element.querySelector('.v-layouts')?.getBoundingClientRect().width ?? 0;
      setRoom(Math.max(1, Math.floor((element.clientWidth - lead - groupsWidth) / (button + 2))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [row]);
  return room;
}

/** What the lines between groups take. */
const groupsWidth = 5 * 9;
