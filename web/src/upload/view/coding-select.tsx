import { useState } from 'react';
import { Select } from '../../ui/select.tsx';
import { keepCodingChoice, readCodingChoice, type CodingChoice } from '../coding-choice.ts';

const options: readonly { id: CodingChoice; name: string }[] = [
  { id: 'automatic', name: 'Automatic: unless the connection is very fast' },
  { id: 'always', name: 'Always' },
  { id: 'never', name: 'Never: send files as they are' },
];

/** Of interest to few: folded away. */
export function CodingSelect() {
  const [choice, setChoice] = useState(readCodingChoice);
  return (
    <details className="upload-options">
      <summary>Options</summary>
      <Select
        label="Make images smaller before sending, without loss"
        options={options}
        value={choice}
        onChange={(next) => {
          setChoice(next);
          keepCodingChoice(next);
        }}
      />
      <p className="muted">Stored are the same files either way, byte for byte.</p>
    </details>
  );
}
