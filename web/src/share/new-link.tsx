import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';

export interface MadeLink {
  url: string;
  expiresAtMs: number;
}

/** The one time that a link's address is on the screen. */
export function NewLink({ made }: { made: MadeLink }) {
  const address = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const copy = () => {
    address.current?.select();
    navigator.clipboard.writeText(made.url).then(
      () => {
        setCopied(true);
      },
      () => {
        setCopied(false);
      },
    );
  };
  return (
    <div className="new-link">
      <label htmlFor="new-link-address">Your link, valid until {formatDateTime(made.expiresAtMs)}</label>
      <div className="new-link-row">
        <input
          id="new-link-address"
          ref={address}
          className="ui-input mono"
          readOnly
          value={made.url}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
        <Button variant="primary" onPress={copy} autoFocus>
          {copied === true ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          {copied === true ? 'Copied' : 'Copy'}
        </Button>
      </div>
      {copied === false && (
        <Notice tone="problem">Your browser did not let us copy. Copy the marked text by hand.</Notice>
      )}
      <Notice tone="warning">
        <span>
          <strong>Copy it now: it is shown once.</strong> Whoever holds it can open this study with the
          patient’s name, so send it only to the person it is for.
        </span>
      </Notice>
    </div>
  );
}
