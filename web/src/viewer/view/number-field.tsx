import { useState } from 'react';
import { valueWords } from '../core/words.ts';

/** Takes effect on Enter and on leaving; Escape and what is no number put back what was there. */
export function NumberField({
  label,
  value,
  min,
  onEnter,
}: {
  label: string;
  value: number;
  min?: number;
  onEnter: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const enter = () => {
    const number = Number(typed?.replace(',', '.'));
    if (typed?.trim() && Number.isFinite(number) && (min === undefined || number >= min)) onEnter(number);
    setTyped(undefined);
  };
  return (
    <label className="v-field">
      <span>{label}</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? valueWords(value)}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={enter}
        onKeyDown={(event) => {
          if (event.key === 'Enter') enter();
          if (event.key !== 'Escape' || typed === undefined) return;
          // What was typed is taken back, and nothing is closed.
          event.stopPropagation();
          setTyped(undefined);
        }}
      />
    </label>
  );
}
