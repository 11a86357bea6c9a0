/** What must be read with a plane: whose it is, where it lies, and that it was computed. */
import { edgeLetters } from '../core/orientation.ts';
import { upright } from '../core/turn.ts';
import { valueWords } from '../core/words.ts';
import { Overlay } from '../view/overlay.tsx';
import { depthOf, type Plane } from './core/plane.ts';
import { planeTitles, slabTitles } from './core/mpr-words.ts';
import type { PlanePaneProps } from './plane-props.ts';
import { say } from '../../words/say.ts';

const millimetres = (value: number) => `${String(Math.round(value * 10) / 10)} mm`;

export function PlaneOverlay({
  name,
  plane,
  state,
  voi,
  patient,
  study,
  notes,
}: PlanePaneProps & { plane: Plane }) {
  const { slab } = state;
  const letters = edgeLetters({ imageOrientationPatient: [...plane.right, ...plane.down] }, upright);
  return (
    <Overlay
      words={{
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
        letters,
        badges: [
          ...notes,
          ...(state.invert ? [{ text: say('Inverted'), tone: 'caution' as const }] : []),
          { text: say('Not for primary diagnosis'), tone: 'plain' as const },
        ],
      }}
    />
  );
}
