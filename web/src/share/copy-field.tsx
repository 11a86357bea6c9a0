import { Check, Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface CopyFieldProps {
  label: string;
  value: string;
  isFirst?: boolean;
}

/** Something that is to be taken along, with a button that copies it. */
export function CopyField({ label, value, isFirst = false }: CopyFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const copy = () => {
    field.current?.select();
    navigator.clipboard.writeText(value).then(
      () => {
        setCopied(true);
      },
      () => {
        setCopied(false);
      },
    );
  };
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-row">
        <input
          id={id}
          ref={field}
          className="ui-input mono"
          readOnly
          value={value}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
        <Button variant={isFirst ? 'primary' : 'secondary'} onPress={copy} autoFocus={isFirst}>
          {copied === true ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          {copied === true ? 'Copied' : 'Copy'}
        </Button>
      </div>
      {copied === false && (
        <Notice tone="problem">Your browser did not let us copy. Copy the marked text by hand.</Notice>
      )}
    </div>
  );
}
