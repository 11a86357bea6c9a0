/** Orientations without end: grouping costs what the images do. */
import { buildStacks } from '@pacs/shared/dicom/build-stacks';
import type { StackInput } from '@pacs/shared/dicom/stack-keys';
import type { StackFacts } from '@pacs/shared/manifest';
import { expect, it } from 'vitest';

type Orientation = NonNullable<StackFacts['orientation']>;

it('the work grows with the images, also where many lie in planes of their own', () => {
  let reads = 0;
  const counted = (orientation: Orientation) =>
    new Proxy(orientation, {
      get(target, key, receiver) {
        reads += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  const readsFor = (count: number) => {
    reads = 0;
    const planes = Array.from({ length: count / 2 }, (_, index) => counted([index, 0, 0, 0, 1, 0]));
    const images = Array.from({ length: count }, (_, instance): StackInput => {
      const orientation = planes[instance % planes.length];
      const facts: StackFacts = { sopClassUID: '1.2.3', imageType: [], ...(orientation && { orientation }) };
      return { instance, series: 's', modality: 'MR', role: 'primary', frames: 1, facts };
    });
    expect(buildStacks(images)).toHaveLength(1);
    return reads;
  };
  expect(readsFor(4000) - readsFor(2000)).toBeLessThan(100_000);
});
