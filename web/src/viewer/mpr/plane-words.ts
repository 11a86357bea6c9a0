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

interface Said extends Pick<OverlayWords, 'patient' | 'study'> {
  name: PlaneName;
  plane: Plane;
  state: Pick<MprState, 'at' | 'slab' | 'invert'>;
  voi: Voi;
  /** What is to be known of all that it was computed from. */
  notes: OverlayWords['badges'];
}

export function planeWords({ name, plane, state, voi, patient, study, notes }: Said): OverlayWords {
  const { slab } = state;
  return {
    patient,
    study,
    image: [
      `${say(planeTitles[name])} · ${say('computed')}`,
      say('Position {size}', { size: millimetres(depthOf(name, state.at)) }),
      slab.thicknessMm > 0 ? `${say(slabTitles[slab.mode])} ${millimetres(slab.thicknessMm)}` : '',
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
