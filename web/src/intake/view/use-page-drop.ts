import { useEffect, useState } from 'react';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Takes files dropped anywhere on the page or pasted into it; true while files are dragged over it. */
export function usePageDrop(onFiles: (files: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const controller = new AbortController();
    const { signal } = controller;
    const within = (change: number) => (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += change;
      setOver(depth > 0);
    };
    window.addEventListener('dragenter', within(1), { signal });
    window.addEventListener('dragleave', within(-1), { signal });
    window.addEventListener(
      'dragover',
      (event) => {
        if (!carriesFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        if (!carriesFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        depth = 0;
        setOver(false);
        onFiles(event.dataTransfer);
      },
      { signal },
    );
    window.addEventListener(
      'paste',
      (event) => {
        if (event.clipboardData !== null && event.clipboardData.files.length > 0)
          onFiles(event.clipboardData);
      },
      { signal },
    );
    return () => {
      controller.abort();
    };
  }, [onFiles]);
  return over;
}
