import type { Remote } from 'comlink';
import type { DisplayLuts } from '@pacs/shared/display/lut';
import type { Voi } from '@pacs/shared/display/voi';
import type { DisplayFacts, PixelFormat } from '@pacs/shared/manifest';
import type { Point } from '../core/gestures.ts';
import type { OverlayWords } from '../view/overlay.tsx';
import type { MprAction, MprState } from './core/mpr-state.ts';
import type { PlaneName } from './core/plane.ts';
import type { VolumeGeometry } from './core/volume-geometry.ts';
import type { VolumeWork } from './core/volume-work.ts';
import type { PlanePicture } from './plane-picture.ts';

/** What a plane can be asked for while it is on the screen. */
export interface PlaneOnScreen {
  /** Pixels of the plane that a way on the screen crosses. */
  toPan: (way: Point) => Point;
  /** undefined until all of it is drawn as finely as it will be; throws where it could not be cut. */
  picture: () => PlanePicture | undefined;
}

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
  /** Told what is on the screen, and when it no longer is. */
  onScreen: (name: PlaneName, plane: PlaneOnScreen | undefined) => void;
}
