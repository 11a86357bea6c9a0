import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { panKeys, presetKeys, shortcuts } from '../core/shortcuts.ts';
import { paneTools, viewerCommands, viewerPanels, viewerViews } from './extensions.ts';
import { say, type PlainPhrase } from '../../words/say.ts';
import { ToolButton } from './tool-button.tsx';
import './help-dialog.css';

const hands: readonly [does: PlainPhrase, how: PlainPhrase][] = [
  ['Scroll', 'Wheel'],
  ['The chosen tool', 'Left drag · one finger'],
  ['Measuring and magnifier by keyboard', 'The tool’s key again, then arrows and Enter'],
  ['Window', 'Left and right drag'],
  ['Zoom', 'Right drag · Ctrl + wheel · pinch'],
  ['Pan', 'Middle drag · two fingers'],
  ['One pane alone, and back', 'Double click'],
];

interface Named {
  id: string;
  label: PlainPhrase;
  key?: string;
}

const named = ({ id, label, key }: Named) => ({ id, key, does: label });
const extended = [...paneTools, ...[...viewerPanels, ...viewerViews, ...viewerCommands].map(named)];

export function HelpDialog({
  canCompare,
  hasKeys,
  onKeys,
  onClose,
}: {
  /** Where there is nothing to compare with, its key does nothing. */
  canCompare: boolean;
  hasKeys: boolean;
  onKeys: (on: boolean) => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="v-help" aria-labelledby="v-help-title" onClose={onClose}>
      <div className="v-panel-head">
        <h2 id="v-help-title">{say('Keyboard and mouse')}</h2>
        <ToolButton
          label={say('Close')}
          icon={<X aria-hidden />}
          onPress={() => {
            dialog.current?.close();
          }}
        />
      </div>
      <label className="v-help-switch">
        <input
          type="checkbox"
          checked={hasKeys}
          onChange={(event) => {
            onKeys(event.target.checked);
          }}
        />
        {say('Single keys work')}
      </label>
      <div className="v-help-columns">
        <dl>
          {hands.map(([does, how]) => (
            <div key={does}>
              <dt>{say(does)}</dt>
              <dd>{say(how)}</dd>
            </div>
          ))}
        </dl>
        <dl>
          <div>
            <dt>{say('Window preset')}</dt>
            <dd>
              <kbd>{presetKeys}</kbd>
            </dd>
          </div>
          <div>
            <dt>{say('Pan')}</dt>
            <dd>
              <kbd>{panKeys}</kbd>
            </dd>
          </div>
          {extended.map(
            ({ id, key, does }) =>
              key !== undefined && (
                <div key={id}>
                  <dt>{say(does)}</dt>
                  <dd>
                    <kbd>{key.toUpperCase()}</kbd>
                  </dd>
                </div>
              ),
          )}
          {shortcuts
            .filter(({ command }) => canCompare || command.type !== 'compare')
            .map(({ shown, does }) => (
              <div key={does}>
                <dt>{say(does)}</dt>
                <dd>
                  <kbd>{shown}</kbd>
                </dd>
              </div>
            ))}
        </dl>
      </div>
    </dialog>
  );
}
