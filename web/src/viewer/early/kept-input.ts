/**
 * Keys that are pressed and the wheel that is turned over a first picture, before the viewer is here to react: kept as
 * they come, and given to its own listeners once it has them.
 */

/** A turned wheel makes about a hundred events a second; what is older than the last of them is let go. */
const maxKept = 120;

export interface KeptInput {
  /** Keeps nothing more, and repeats what was kept, one after the other. */
  giveBack(): Promise<void>;
}

const isForAControl = ({ target }: Event): boolean =>
  target instanceof Element &&
  target.closest('input, select, textarea, button, a, [contenteditable]') !== null;

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

/** Again, as if it had come now: what stood there then may be gone. */
function repeat(event: KeyboardEvent | WheelEvent): void {
  if (event instanceof KeyboardEvent) document.body.dispatchEvent(new KeyboardEvent(event.type, event));
  else
    document.elementFromPoint(event.clientX, event.clientY)?.dispatchEvent(new WheelEvent(event.type, event));
}

export function keepInput(): KeptInput {
  const kept: (KeyboardEvent | WheelEvent)[] = [];
  const keep = (event: KeyboardEvent | WheelEvent) => {
    // The browser's own: combinations of keys, and zooming the page.
    if (event.ctrlKey || event.metaKey || event.altKey || isForAControl(event)) return;
    kept.push(event);
    if (kept.length > maxKept) kept.shift();
  };
  window.addEventListener('keydown', keep);
  window.addEventListener('wheel', keep, { passive: true });
  return {
    async giveBack() {
      window.removeEventListener('keydown', keep);
      window.removeEventListener('wheel', keep);
      for (const event of kept.splice(0)) {
        // What one of them changes has to be there before the next.
        await nextTask();
        repeat(event);
      }
    },
  };
}
