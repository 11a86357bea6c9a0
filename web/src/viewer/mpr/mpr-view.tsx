/** Three planes through a stack with one crossing point: axial, coronal and sagittal. */
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { FrameEntry } from '../core/frame-table.ts';
import { presetsFor } from '../core/presets.ts';
import { personWords, reasonWords, studyWords } from '../core/words.ts';
import { sessionKey } from '../engine/session-key.ts';
import type { StudySession } from '../engine/study-session.ts';
import { otherVersion, seriesLine, studyBadges } from '../view/overlay-words.ts';
import { useTables } from '../view/use-frame.ts';
import type { ViewProps } from '../view/viewer-parts.ts';
import { mprReducer, startMpr } from './core/mpr-state.ts';
import { refusalWords } from './core/mpr-words.ts';
import { planeCommand } from './core/plane-command.ts';
import { planeNames, type PlaneName } from './core/plane.ts';
import { volumeVoi } from './core/plane-painting.ts';
import { MprControls } from './mpr-controls.tsx';
import { Preparing, Refused } from './mpr-message.tsx';
import { PlanePane } from './plane-pane.tsx';
import { savePlanes, UnfinishedPlaneError } from './plane-picture.ts';
import type { PlaneOnScreen } from './plane-props.ts';
import { useVolume, type VolumeView } from './use-volume.ts';
import { track } from '../../usage/track.ts';
import { say } from '../../words/say.ts';
import './mpr.css';

/** Every stack of every session has planes of its own: nothing of another patient's is left for a moment. */
export default function MprView(props: ViewProps) {
  return <StackPlanes key={`${String(sessionKey(props.session))}.${String(props.stack)}`} {...props} />;
}

function StackPlanes(props: ViewProps) {
  const { session, stack, onClose } = props;
  const volume = useVolume(session, stack);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const isDialog = event.target instanceof Element && event.target.closest('dialog[open]') !== null;
      if (event.key === 'Escape' && !isDialog) onClose();
    };
    window.addEventListener('keydown', close);
    return () => {
      window.removeEventListener('keydown', close);
    };
  }, [onClose]);
  const isReady = volume.status === 'ready';
  useEffect(() => {
    if (isReady) track({ name: 'action', action: 'planes_shown', outcome: 'done' });
  }, [isReady]);
  if (volume.status === 'ready') return <Planes {...props} volume={volume} />;
  if (volume.status === 'refused')
    return <Refused reason={say(refusalWords[volume.reason])} retry={volume.retry} onClose={onClose} />;
  return (
    <Preparing onClose={onClose}>
      <progress max={volume.of} value={volume.slices} aria-label={say('Images of the volume')} />
      <p>{say('{stored} of {expected} images', { stored: volume.slices, expected: volume.of })}</p>
    </Preparing>
  );
}

/** Of all slices: what is said of one is said of what was computed from it. */
function volumeNotes(opened: StudySession['study']['opened'], entries: readonly FrameEntry[]) {
  const ratios = entries.flatMap(({ facts: { display } }) =>
    display?.lossy ? [display.lossyRatio ?? 0] : [],
  );
  const most = Math.max(0, ...ratios);
  const lossy = ratios.length > 0 ? { ratio: most > 0 ? most : undefined } : undefined;
  const isConflicting = entries.some(({ facts }) => facts.instance.conflicting === true);
  return [...studyBadges(opened, { lossy }), ...(isConflicting ? [otherVersion()] : [])];
}

function Planes({
  session,
  stack,
  onTaker,
  onClose,
  volume,
}: ViewProps & { volume: Extract<VolumeView, { status: 'ready' }> }) {
  const {
    geometry,
    values,
    loaded: { work, range },
  } = volume;
  const reduce = useMemo(() => mprReducer(geometry), [geometry]);
  const [state, dispatch] = useReducer(reduce, geometry, startMpr);
  const { opened } = session.study;
  const entries = session.stacks[stack]?.frames;
  const { format, instance } = entries?.[0]?.facts ?? {};
  const tables = useTables(session, entries?.[0]?.facts.display);
  const presets = useMemo(
    () => presetsFor(instance?.modality ?? '', values.display, true),
    [instance, values],
  );
  const voi = useMemo(() => {
    if (tables?.state !== 'ready') return undefined;
    return volumeVoi(state.voi, values.display, tables.tables.luts, range);
  }, [tables, state.voi, values, range]);
  const notes = useMemo(() => volumeNotes(opened, entries ?? []), [opened, entries]);
  const planes = useRef(new Map<PlaneName, PlaneOnScreen>());
  const onScreen = useCallback((name: PlaneName, plane: PlaneOnScreen | undefined) => {
    if (plane === undefined) planes.current.delete(name);
    else planes.current.set(name, plane);
  }, []);
  useEffect(() => {
    onTaker((command) => {
      const toPan = planes.current.get(state.active)?.toPan ?? (() => ({ x: 0, y: 0 }));
      const action = planeCommand(command, { state, geometry, presets, toPan });
      if (action !== undefined) dispatch(action);
    });
    return () => {
      onTaker(undefined);
    };
  }, [onTaker, state, geometry, presets]);
  const area = useRef<HTMLDivElement>(null);
  const isDrawn = tables?.state === 'ready';
  useEffect(() => {
    // The button that opened this is out of sight.
    if (isDrawn && document.activeElement === document.body)
      area.current?.querySelector<HTMLElement>('.v-viewport')?.focus();
  }, [isDrawn]);
  const [failure, setFailure] = useState<string>();
  const save = () => {
    setFailure(undefined);
    const shown = planeNames.filter((name) => state.alone === undefined || state.alone === name);
    savePlanes(
      shown.map((name) => () => planes.current.get(name)?.picture()),
      stack,
    ).catch((cause: unknown) => {
      const isEarly = cause instanceof UnfinishedPlaneError;
      setFailure(
        isEarly
          ? say('The planes are still being computed. Try again in a moment.')
          : say('The picture could not be made.'),
      );
    });
  };
  const retryTables = () => {
    session.tables.retry();
  };
  if (tables?.state === 'failed')
    return <Refused reason={reasonWords('no-table')} retry={retryTables} onClose={onClose} />;
  if (format === undefined || voi === undefined || tables?.state !== 'ready')
    return <Preparing onClose={onClose} />;
  const patient = personWords(opened);
  const study = studyWords(opened);
  return (
    <div className="v-mpr">
      <MprControls
        state={state}
        presets={presets}
        voi={voi}
        dispatch={dispatch}
        onSave={save}
        onClose={onClose}
      />
      {failure !== undefined && (
        <p className="v-mpr-failure" role="alert">
          {failure}
        </p>
      )}
      <div ref={area} className="v-planes" data-alone={state.alone}>
        {planeNames.map((name) => (
          <PlanePane
            key={name}
            name={name}
            work={work}
            geometry={geometry}
            state={state}
            dispatch={dispatch}
            display={values.display}
            format={format}
            luts={tables.tables.luts}
            voi={voi}
            patient={[patient.name, [patient.born, patient.sex].filter(Boolean).join(' · '), patient.id]}
            study={[study.when, study.what, seriesLine(session, stack)]}
            notes={notes}
            onScreen={onScreen}
          />
        ))}
      </div>
    </div>
  );
}
