/** All measurements of a study: go there, name, remove, take along as a table. */
import { Download, Eye, EyeOff, Pencil, Trash2, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Annotation } from '@pacs/shared/annotations';
import type { StudySession } from '../engine/study-session.ts';
import { useFrameOf } from '../view/pane-board.ts';
import { ToolButton } from '../view/tool-button.tsx';
import type { PanelProps } from '../view/viewer-parts.ts';
import { measurementLines } from './core/measure-words.ts';
import { kindWords } from './core/kind-words.ts';
import { boardOf } from './drawing-board.ts';
import { exportMeasurements } from './export-measurements.ts';
import { placeOf } from './image-key.ts';
import { measureNow } from './measure-all.ts';
import { Reload } from './save-note.tsx';
import { noneWords, savingWords } from './saving-words.ts';
import { seriesWords } from './series-words.ts';
import { withText } from './with-text.ts';
import { say } from '../../words/say.ts';
import './measure.css';
import { annotationsOf } from './session-annotations.ts';

export default function MeasurePanel(props: PanelProps) {
  const frame = useFrameOf(props.board, props.active);
  if (frame === undefined) return null;
  return <StudyMeasurements {...props} session={frame.session} study={frame.study} />;
}

type StudyProps = PanelProps & { session: StudySession; study: number };

function StudyMeasurements({ session, study, active, board: panes, dispatch, onClose }: StudyProps) {
  const annotations = annotationsOf(session);
  const view = useSyncExternalStore(annotations.subscribe, annotations.view);
  const board = boardOf(session);
  const ui = useSyncExternalStore(board.subscribe, board.view);
  const panel = useRef<HTMLDivElement>(null);
  const [naming, setNaming] = useState<string>();
  const [isSure, setSure] = useState(false);
  useEffect(() => {
    panel.current?.querySelector('button')?.focus();
  }, []);

  const { items } = view;
  const goTo = (annotation: Annotation) => {
    const place = placeOf(session.study.index, annotation, panes.frame(active)?.stack);
    if (place === undefined) return;
    dispatch({ type: 'show', content: { kind: 'stack', study, stack: place.stack } });
    dispatch({ type: 'position', position: place.position });
    board.set({ selected: annotation.id, areHidden: false });
  };

  // The button that was pressed goes with what it removed: the panel keeps the focus, and Escape closes it.
  const remove = (ids: readonly string[]) => {
    panel.current?.focus();
    annotations.remove(ids);
  };

  return (
    <div
      ref={panel}
      tabIndex={-1}
      className="v-panel m-panel"
      role="dialog"
      aria-label={say('Measurements')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="v-panel-head">
        <h2>{say('Measurements')}</h2>
        <ToolButton label={say('Close')} icon={<X aria-hidden />} onPress={onClose} />
      </div>
      <p className="m-panel-note" data-saving={view.saving}>
        {items.length === 0
          ? noneWords(view)
          : items.length === 1
            ? say('One measurement. {state}.', { state: savingWords(view) })
            : say('{n} measurements. {state}.', { n: items.length, state: savingWords(view) })}
      </p>
      <Reload annotations={annotations} saving={view.saving} />
      {items.length > 0 && (
        <>
          <ul className="m-list">
            {items.map((item) => (
              <Item
                key={item.id}
                annotation={item}
                session={session}
                isSelected={ui.selected === item.id}
                isNaming={naming === item.id}
                onJump={() => {
                  goTo(item);
                }}
                onName={() => {
                  setNaming(item.id);
                }}
                onDelete={() => {
                  remove([item.id]);
                }}
                onNamed={(text) => {
                  setNaming(undefined);
                  if (text !== undefined) annotations.put(withText(item, text));
                }}
              />
            ))}
          </ul>
          <Export session={session} items={items} />
          <div className="m-panel-actions">
            <button
              type="button"
              className="v-button"
              aria-pressed={ui.areHidden}
              onClick={() => {
                board.set({ areHidden: !ui.areHidden });
              }}
            >
              {ui.areHidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
              {ui.areHidden ? say('Show all') : say('Hide all')}
            </button>
            <button
              type="button"
              className="v-button"
              onBlur={() => {
                setSure(false);
              }}
              onClick={() => {
                if (isSure) remove(items.map(({ id }) => id));
                setSure(!isSure);
              }}
            >
              <Trash2 aria-hidden />
              {isSure ? say('Really delete all {n}?', { n: items.length }) : say('Delete all')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function Item({
  annotation,
  session,
  isSelected,
  isNaming,
  onJump,
  onName,
  onDelete,
  onNamed,
}: {
  annotation: Annotation;
  session: StudySession;
  isSelected: boolean;
  isNaming: boolean;
  onJump: () => void;
  onName: () => void;
  onDelete: () => void;
  onNamed: (text: string | undefined) => void;
}) {
  const { kind, text } = annotation;
  // As a text, so that pixels that come for other images change nothing here.
  const values = useSyncExternalStore(session.engine.subscribe, () => {
    const measurement = measureNow(session, annotation);
    return measurement === undefined ? '' : measurementLines(measurement).join(' · ');
  });
  const name = text ?? say(kindWords[kind]);
  const where = useMemo(() => whereWords(session, annotation), [session, annotation]);
  return (
    <li className="m-item" data-selected={isSelected ? '' : undefined}>
      <button type="button" className="m-item-jump" onClick={onJump} title={say('Show it on its image')}>
        <span>{values === '' ? name : `${name}: ${values}`}</span>
        <span className="m-item-where">{where}</span>
      </button>
      <ToolButton label={say('Name {name}', { name })} icon={<Pencil aria-hidden />} onPress={onName} />
      <ToolButton label={say('Delete {name}', { name })} icon={<Trash2 aria-hidden />} onPress={onDelete} />
      {isNaming && (
        <input
          ref={(input) => input?.focus()}
          className="m-item-text"
          aria-label={say('Name of {name}', { name })}
          maxLength={200}
          defaultValue={text}
          onBlur={(event) => {
            onNamed(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onNamed(undefined);
          }}
        />
      )}
    </li>
  );
}

function whereWords(session: StudySession, annotation: Annotation): string {
  const place = placeOf(session.study.index, annotation);
  if (place === undefined) return say('Its image is no longer in the study');
  return say('{series}, image {n}', { series: seriesWords(session, place.stack), n: place.position + 1 });
}

function Export({ session, items }: { session: StudySession; items: readonly Annotation[] }) {
  const [withIdentity, setWithIdentity] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  return (
    <>
      <label className="m-panel-check">
        <input
          type="checkbox"
          checked={withIdentity}
          onChange={(event) => {
            setWithIdentity(event.currentTarget.checked);
          }}
        />
        {say('Write the patient’s name, ID and dates into the file')}
      </label>
      <div className="m-panel-actions">
        <button
          type="button"
          className="v-button"
          aria-disabled={isBusy}
          onClick={() => {
            if (isBusy) return;
            abort.current = new AbortController();
            setBusy(true);
            void exportMeasurements(session, items, withIdentity, abort.current.signal).finally(() => {
              setBusy(false);
            });
          }}
        >
          <Download aria-hidden />
          {isBusy ? say('Measuring…') : say('Export as CSV')}
        </button>
      </div>
    </>
  );
}
