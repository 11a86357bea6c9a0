import { useEffect, useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import type { IdentityPreview } from './core/left-out-words.ts';

type Preview =
  { status: 'loading' } | { status: 'ready'; series: IdentityPreview } | { status: 'failed'; words: string };

/** What a link to this study without identity would leave out: the server looks, as it will when the link is opened. */
export function useIdentityPreview(studyId: string): Preview {
  const [preview, setPreview] = useState<Preview>({ status: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    call('previewWithoutIdentity', { studyId }).then(
      ({ series }) => {
        if (isCurrent) setPreview({ status: 'ready', series });
      },
      (error: unknown) => {
        if (isCurrent) setPreview({ status: 'failed', words: errorWords(error) });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [studyId]);
  return preview;
}
