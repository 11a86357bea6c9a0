import { useState } from 'react';
import { Select } from '../../ui/select.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { keepCodingChoice, readCodingChoice, type CodingChoice } from '../coding-choice.ts';
import { isSharedComputer } from '../shared-computer.ts';
import { keepNothing } from '../uploads.ts';

const options: readonly { id: CodingChoice; name: string }[] = [
  { id: 'automatic', name: 'Automatic: unless the connection is very fast' },
  { id: 'always', name: 'Always' },
  { id: 'never', name: 'Never: send files as they are' },
];

/** Of interest to few: folded away. */
export function UploadOptions() {
  const [isShared, setShared] = useState(isSharedComputer);
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
      <Checkbox
        isSelected={isShared}
        onChange={(next) => {
          setShared(next);
          void keepNothing(next);
        }}
      >
        This is a shared computer: keep nothing in this browser. An upload then does not go on after the page
        is reloaded.
      </Checkbox>
    </details>
  );
}
