import { FileImage } from 'lucide-react';
import { useEffect, useState } from 'react';

/** The study's small picture; decoration, since the row says in words what it is. */
export function Thumbnail({ bytes }: { bytes: Uint8Array<ArrayBuffer> | undefined }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(new Blob([bytes], { type: 'image/webp' }));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [bytes]);
  return (
    <span className="study-thumbnail">
      {url === undefined ? <FileImage size={20} strokeWidth={1.5} aria-hidden /> : <img src={url} alt="" />}
    </span>
  );
}
