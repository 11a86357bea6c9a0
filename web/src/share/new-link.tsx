import { lazy, Suspense } from 'react';
import { webConfig } from '../firebase/config.ts';
import { formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { CopyField } from './copy-field.tsx';
import { MailForm } from './mail-form.tsx';

const LinkCode = lazy(() => import('./link-code.tsx'));

export interface MadeLink {
  url: string;
  token: string;
  expiresAtMs: number;
  passcode: string | undefined;
  withoutIdentity: boolean;
}

/** The one time that a link's address is on the screen. */
export function NewLink({ made }: { made: MadeLink }) {
  return (
    <div className="new-link">
      <CopyField
        label={`Your link, valid until ${formatDateTime(made.expiresAtMs)}`}
        value={made.url}
        isFirst
      />
      <Suspense>
        <LinkCode url={made.url} expiresAtMs={made.expiresAtMs} />
      </Suspense>
      {made.passcode !== undefined && (
        <CopyField label="Its passcode, to be told by another way than the link" value={made.passcode} />
      )}
      <Notice tone="warning">
        <span>
          <strong>
            {made.passcode === undefined
              ? 'Copy it now: it is shown once.'
              : 'Copy both now: they are shown once.'}
          </strong>{' '}
          Whoever holds {made.passcode === undefined ? 'it' : 'them'} can open this study
          {made.withoutIdentity ? ', without identity' : ' with the patient’s name'}, so send{' '}
          {made.passcode === undefined ? 'it' : 'them'} only to the person it is for.
        </span>
      </Notice>
      {webConfig().sendsMail && <MailForm token={made.token} />}
    </div>
  );
}
