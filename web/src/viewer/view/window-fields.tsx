import type { Voi } from '../core/presets.ts';
import { say } from '../../words/say.ts';
import { NumberField } from './number-field.tsx';

/** A window by its numbers. */
export function WindowFields({
  window: { center, width },
  onEnter,
}: {
  window: { center: number; width: number };
  onEnter: (voi: Voi) => void;
}) {
  return (
    <>
      <NumberField
        label={say('Width')}
        value={width}
        min={Number.MIN_VALUE}
        onEnter={(entered) => {
          onEnter({ kind: 'window', center, width: entered });
        }}
      />
      <NumberField
        label={say('Level')}
        value={center}
        onEnter={(entered) => {
          onEnter({ kind: 'window', center: entered, width });
        }}
      />
    </>
  );
}
