import type { ImagePoint } from '@pacs/shared/annotations';
import { expect, test } from 'vitest';
import { followPointer } from '../../../web/src/viewer/tools/use-figure-drag.ts';

/** A document with one figure over one pane; events are heard as the document hears them. */
function press() {
  const ownerDocument = new EventTarget();
  const viewport = { getBoundingClientRect: () => ({ left: 0, top: 0 }) };
  const captured: number[] = [];
  const currentTarget = {
    ownerDocument,
    closest: () => ({ querySelector: () => viewport }),
    setPointerCapture: (id: number) => captured.push(id),
  };
  const log: string[] = [];
  const cancel = followPointer(
    { currentTarget: currentTarget as unknown as Element, pointerId: 7, clientX: 10, clientY: 10 },
    { screenToImage: (screen: ImagePoint) => screen },
    {
      move: ({ x, y }) => log.push(`move ${String(x)} ${String(y)}`),
      end: (wasDragged) => log.push(`end ${String(wasDragged)}`),
      cancel: () => log.push('cancel'),
    },
  );
  const hear = (kind: string, over: Record<string, unknown> = {}) => {
    ownerDocument.dispatchEvent(
      Object.assign(new Event(kind), { pointerId: 7, clientX: 10, clientY: 10, ...over }),
    );
  };
  return { log, captured, cancel, hear };
}

test('a drag that is let go ends once, and nothing after it counts', () => {
  const { log, captured, cancel, hear } = press();
  hear('pointermove', { clientX: 40 });
  hear('pointerup', { clientX: 40 });
  hear('lostpointercapture');
  hear('pointermove', { clientX: 90 });
  cancel();
  expect(captured).toEqual([7]);
  expect(log).toEqual(['move 30 0', 'end true']);
});

test('a press without a way is no drag', () => {
  const { log, hear } = press();
  hear('pointermove', { clientX: 11 });
  hear('pointerup');
  expect(log).toEqual(['end false']);
});

test.each([
  ['its element goes away', 'lostpointercapture', {}],
  ['the system takes the pointer', 'pointercancel', {}],
  ['Escape is pressed', 'keydown', { key: 'Escape' }],
])('a drag is cancelled when %s', (_when, kind, over) => {
  const { log, hear } = press();
  hear('pointermove', { clientX: 40 });
  hear(kind, over);
  hear('pointerup');
  expect(log).toEqual(['move 30 0', 'cancel']);
});

test('a drag is cancelled once when its figure is not shown any more', () => {
  const { log, cancel, hear } = press();
  hear('pointermove', { clientX: 40 });
  cancel();
  cancel();
  hear('pointermove', { clientX: 60 });
  expect(log).toEqual(['move 30 0', 'cancel']);
});

test('another finger neither moves nor ends it', () => {
  const { log, hear } = press();
  hear('pointermove', { clientX: 40, pointerId: 8 });
  hear('pointerup', { pointerId: 8 });
  hear('lostpointercapture', { pointerId: 8 });
  hear('keydown', { key: 'a' });
  expect(log).toEqual([]);
});
