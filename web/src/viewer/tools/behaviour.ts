/** What the tools do is loaded with the layer that shows it, after the first image; until then they do nothing. */
import type { Drag, PaneHandle, PanePointer } from '../view/pane-layers.ts';
import type { StudySession } from '../engine/study-session.ts';

export interface ToolBehaviour {
  begin(tool: string, at: PanePointer, pane: PaneHandle): Drag | undefined;
  hover(tool: string, at: PanePointer | undefined, pane: PaneHandle): void;
  undo(session: StudySession): void;
  redo(session: StudySession): void;
}

let loaded: ToolBehaviour | undefined;

export const toolBehaviour = (): ToolBehaviour | undefined => loaded;

export function provideBehaviour(behaviour: ToolBehaviour): void {
  loaded = behaviour;
}
