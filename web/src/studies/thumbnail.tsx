import { FileImage } from 'lucide-react';
import { useCallback } from 'react';

/** The study's small picture; decoration, since the row says in words what it is. */
export function Thumbnail({ bytes }: { bytes: Uint8Array<ArrayBuffer> | undefined }) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      if (bytes === undefined) return;
      const url = URL.createObjectURL(new Blob([bytes], { type: 'image/webp' }));
      image.src = url;
      return () => {
        URL.revokeObjectURL(url);
      };
    },
    [bytes],
  );
  return (
    <span className="study-thumbnail">
      {bytes === undefined ? (
        <FileImage size={20} strokeWidth={1.5} aria-hidden />
      ) : (
        <img ref={show} alt="" decoding="async" />
      )}
    </span>
  );
}
