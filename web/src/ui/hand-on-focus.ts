/**
 * A ref for what may go away under the keyboard: the focus in it then goes to what stands around it and may have it
 * (`tabIndex={-1}`, the page’s `main` at last), and Tab goes on from there.
 */
export function handOnFocus(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined;
  return () => {
    if (!element.contains(document.activeElement)) return;
    element.parentElement?.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  };
}
