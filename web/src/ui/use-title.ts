import { useEffect } from 'react';

const product = 'Radiology PACS App';

/** Names the page in the tab. Never with a patient in it: titles end up in histories. */
export function useTitle(title?: string): void {
  useEffect(() => {
    document.title = title === undefined ? product : `${title} · ${product}`;
  }, [title]);
}
