/** Moments of opening, in the browser's own record of performance: each is marked once. */
type Moment =
  /** A preview is on a canvas. */
  | 'first-preview'
  /** A whole image, checked, is on a canvas. */
  | 'first-image'
  /** The interface has drawn its first picture. */
  | 'viewer-image'
  /** Set by engine/study-session.ts. */
  | 'series-local';

const marked = new Set<Moment>();

export function markOnce(moment: Exclude<Moment, 'series-local'>): void {
  if (marked.has(moment)) return;
  marked.add(moment);
  performance.mark(moment);
}

export function whenMarked(moment: Moment): Promise<void> {
  return new Promise((resolve) => {
    new PerformanceObserver((_, observer) => {
      if (performance.getEntriesByName(moment, 'mark').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'mark', buffered: true });
  });
}
