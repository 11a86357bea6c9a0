import type { StudySession } from '../engine/study-session.ts';
import { say } from '../../words/say.ts';
import { useProgress } from './use-frame.ts';

/** Through the stack by hand; behind the knob, how much of it has come. */
export function StackSlider({
  session,
  stack,
  position,
  images,
  onChange,
}: {
  session: StudySession;
  stack: number;
  position: number;
  images: number;
  onChange: (position: number) => void;
}) {
  const { here, frames } = useProgress(session, stack);
  if (images < 2) return null;
  const share = frames === 0 ? 0 : here / frames;
  return (
    <div className="v-slider" data-complete={share === 1 ? '' : undefined}>
      <span className="v-slider-here" style={{ height: `${String(share * 100)}%` }} />
      <input
        type="range"
        min={1}
        max={images}
        step={1}
        value={position + 1}
        aria-label={say('Image number')}
        aria-valuetext={say('Image {n} of {of}', { n: position + 1, of: images })}
        onChange={(event) => {
          onChange(Number(event.target.value) - 1);
        }}
      />
    </div>
  );
}
