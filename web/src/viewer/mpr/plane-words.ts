/** What must be read with a plane, on the screen and in a picture: whose it is, where it lies, that it was computed. */
import type { Voi } from '@pacs/shared/display/voi';
import { say } from '../../words/say.ts';
import { edgeLetters } from '../core/orientation.ts';
import { upright } from '../core/turn.ts';
import { valueWords } from '../core/words.ts';
import type { OverlayWords } from '../view/overlay.tsx';
import type { MprState } from './core/mpr-state.ts';
import { planeTitles, slabTitles } from './core/mpr-words.ts';
import { depthOf, type Plane, type PlaneName } from './core/plane.ts';

const millimetres = (value: number) => `${String(Math.round(value * 10) / 10)} mm`;

/** While it moves it is a few cuts at half the resolution. Not a badge, which would come and go at every step. */
const slabWords = ({ mode, thicknessMm }: MprState['slab'], isPreview: boolean) =>
  `${say(slabTitles[mode])} ${millimetres(thicknessMm)}${isPreview ? ` · ${say('Preview')}` : ''}`;

interface Said extends Pick<OverlayWords, 'patient' | 'study'> {
  name: PlaneName;
  plane: Plane;
  state: Pick<MprState, 'at' | 'slab' | 'invert'>;
  voi: Voi;
  /** The picture is coarser than it will be. */
  isPreview: boolean;
  /** What is to be known of all that it was computed from. */
  notes: OverlayWords['badges'];
}

export function planeWords({
  name,
  plane,
  state,
  voi,
  isPreview,
  patient,
  study,
  notes,
}: Said): OverlayWords {
  const { slab } = state;
  return {
    patient,
    study,
    image: [
      `${say(planeTitles[name])} · ${say('computed')}`,
      say('Position {size}', { size: millimetres(depthOf(name, state.at)) }),
      slab.thicknessMm > 0 ? slabWords(slab, isPreview) : '',
    ],
    view: [
      voi.kind === 'window'
        ? `W ${valueWords(voi.width)}  L ${valueWords(voi.center)}`
        : say('Window from table'),
    ],
    letters: edgeLetters({ imageOrientationPatient: [...plane.right, ...plane.down] }, upright),
    badges: [
      ...notes,
      ...(state.invert ? [{ text: say('Inverted'), tone: 'caution' as const }] : []),
      { text: say('Not for primary diagnosis'), tone: 'plain' as const },
    ],
  };
}
