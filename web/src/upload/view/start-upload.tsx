import { useState } from 'react';
import { call } from '../../firebase/call.ts';
import { errorWords } from '../../ui/app-error-words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Notice } from '../../ui/notice.tsx';
import { UploadOptions } from './upload-options.tsx';

/** Version of the words below, recorded with the confirmation. Raise it when they change. */
const groundsTextVersion = '2026-02-08';

export interface StartUploadProps {
  /** The legal grounds were confirmed before, for this version of the words or another. */
  isConfirmed: boolean;
  isDisabled: boolean;
  onStart: () => void;
}

/** Asks once for the legal grounds, records the answer, then starts. */
export function StartUpload({ isConfirmed, isDisabled, onStart }: StartUploadProps) {
  const [ticked, setTicked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const start = async () => {
    setProblem(undefined);
    if (!isConfirmed) {
      setPending(true);
      try {
        await call('acceptTerms', { terms: 'uploadGrounds', textVersion: groundsTextVersion });
      } catch (error) {
        setProblem(errorWords(error));
        return;
      } finally {
        setPending(false);
      }
    }
    onStart();
  };
  return (
    <div className="upload-start">
      {!isConfirmed && (
        <Checkbox isSelected={ticked} onChange={setTicked}>
          I have the legal grounds and the consents that I need to upload these images. I know that data under
          HIPAA may be uploaded only under a separate, signed business associate agreement (BAA). This is
          recorded, and asked once.
        </Checkbox>
      )}
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
      <Button
        variant="primary"
        isDisabled={isDisabled || (!isConfirmed && !ticked)}
        isPending={isPending}
        onPress={() => void start()}
      >
        Upload
      </Button>
      <UploadOptions />
    </div>
  );
}
