import type { Remote } from 'comlink';
import type { DisplayLuts } from '@pacs/shared/display/lut';
import type { Voi } from '@pacs/shared/display/voi';
import type { DisplayFacts, PixelFormat } from '@pacs/shared/manifest';
import type { OverlayWords } from '../view/overlay.tsx';
import type { MprAction, MprState } from './core/mpr-state.ts';
import type { PlaneName } from './core/plane.ts';
import type { VolumeGeometry } from './core/volume-geometry.ts';
import type { VolumeWork } from './core/volume-work.ts';

export interface PlanePaneProps {
  name: PlaneName;
  work: Remote<VolumeWork>;
  geometry: VolumeGeometry;
  state: MprState;
  dispatch: (action: MprAction) => void;
  display: DisplayFacts;
  format: PixelFormat;
  luts: DisplayLuts;
  voi: Voi;
  patient: readonly string[];
  study: readonly string[];
  /** What is to be known of all that it was computed from. */
  notes: OverlayWords['badges'];
}
