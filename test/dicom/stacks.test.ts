import { buildStacks } from '@pacs/shared/dicom/build-stacks';
import { countGaps } from '@pacs/shared/dicom/stack-gaps';
import type { StackInput } from '@pacs/shared/dicom/stack-keys';
import { Stack, type StackFacts } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';

const axial: NonNullable<StackFacts['orientation']> = [1, 0, 0, 0, 1, 0];

interface Slice extends Partial<Omit<StackInput, 'facts'>> {
  facts?: Partial<StackFacts>;
}

const study = (slices: readonly Slice[]): StackInput[] =>
  slices.map((slice, instance) => ({
    instance,
    series: 's1',
    modality: 'CT',
    role: 'primary',
    rows: 512,
    columns: 512,
    photometricInterpretation: 'MONOCHROME2',
    frames: 1,
    ...slice,
    facts: { sopClassUID: '1.2.3', imageType: [], instanceNumber: instance + 1, ...slice.facts },
  }));

const at = (mm: number, facts: Partial<StackFacts> = {}): Partial<StackFacts> => ({
  orientation: axial,
  position: [0, 0, mm],
  ...facts,
});

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const instancesOf = (stack: Stack | undefined): number[] =>
  (stack?.frames ?? []).map(([instance]) => instance);

describe('stacks', () => {
  it('are in order of place, in the direction the numbers run', () => {
    const descending = study([3, 1, 2, 0].map((z) => ({ facts: at(z * -5, { instanceNumber: z + 1 }) })));
    const [stack] = buildStacks(descending);
    expect(stack).toMatchObject({ order: 'position' });
    expect(instancesOf(stack)).toEqual([3, 1, 2, 0]);
    expect(() => Stack.parse(stack)).not.toThrow();
  });

  it('tell which of them share a space, without its UID', () => {
    const inputs = study([
      { series: 'a', facts: at(0, { frameOfReference: '1.2' }) },
      { series: 'b', facts: at(0, { frameOfReference: '1.9' }) },
      { series: 'c', facts: at(0, { frameOfReference: '1.2' }) },
      { series: 'd', facts: at(0) },
    ]);
    const stacks = buildStacks(inputs);
    expect(stacks.map(({ space }) => space)).toEqual([0, 1, 0, undefined]);
    expect(JSON.stringify(stacks)).not.toContain('1.9');
  });

  it('are not named after a size that the file does not give', () => {
    const [sized] = study([{}]);
    if (sized === undefined) throw new Error('no slice');
    const { series, modality, role, frames, facts } = sized;
    const stacks = buildStacks([sized, { instance: 1, series, modality, role, frames, facts }]);
    expect(stacks).toHaveLength(2);
    expect(stacks.map(({ label }) => label).join()).not.toContain('undefined');
  });

  it('come apart where one series holds two phases, by acquisition number', () => {
    const inputs = study(
      range(12).map((index) => ({
        facts: at((index % 6) * 5, { acquisitionNumber: index < 6 ? 1 : 2, instanceNumber: index + 1 }),
      })),
    );
    const stacks = buildStacks(inputs);
    expect(stacks.map(({ label, frames, order }) => [label, frames.length, order])).toEqual([
      ['acquisition 1', 6, 'position'],
      ['acquisition 2', 6, 'position'],
    ]);
    expect(new Set(stacks.map(({ id }) => id)).size).toBe(2);
  });

  it('come apart where the places repeat and nothing else tells the phases', () => {
    const inputs = study(range(12).map((index) => ({ facts: at((index % 6) * 5) })));
    expect(buildStacks(inputs).map(({ label }) => label)).toEqual(['pass 1', 'pass 2']);
  });

  it('stay together by number where frames share places without a pattern', () => {
    const inputs = study([0, 0, 5, 10, 10, 10, 15].map((z) => ({ facts: at(z) })));
    const stacks = buildStacks(inputs);
    expect(stacks).toHaveLength(1);
    expect(stacks[0]).toMatchObject({ order: 'instance-number' });
  });

  it('come apart by b-value and by echo', () => {
    const diffusion = study(
      range(8).map((index) => ({ facts: at(index >> 1, { bValue: index % 2 === 0 ? 0 : 800 }) })),
    );
    expect(buildStacks(diffusion).map(({ label }) => label)).toEqual(['b 0', 'b 800']);
    const echoes = study(
      range(9).map((index) => ({
        facts: at(Math.floor(index / 3), { echo: [4.8, 9.6, 14.4][index % 3] ?? 0 }),
      })),
    );
    expect(buildStacks(echoes).map(({ label }) => label)).toEqual(['TE 4.8', 'TE 9.6', 'TE 14.4']);
  });

  it('do not fall to pieces where every image has its own orientation or phase', () => {
    const radial = study(
      range(10).map((index) => {
        const [cos, sin] = [Math.cos(index / 3), Math.sin(index / 3)];
        return { facts: { orientation: [cos, sin, 0, 0, 0, 1], position: [0, 0, 0] } };
      }),
    );
    expect(buildStacks(radial)).toHaveLength(1);
    const cine = study(range(20).map((index) => ({ facts: at(0, { phase: index }) })));
    expect(buildStacks(cine).map(({ order }) => order)).toEqual(['instance-number']);
  });

  it('never begin with a scout, a dose page or a capture', () => {
    const inputs = study([
      { series: 'scout', role: 'localizer', facts: { seriesNumber: 1 } },
      { series: 'dose', role: 'dose', facts: { seriesNumber: 0 } },
      { series: 'capture', role: 'capture', facts: { seriesNumber: 2 } },
      { series: 'late', facts: at(0, { seriesNumber: 12 }) },
      { series: 'early', facts: at(0, { seriesNumber: 3 }) },
    ]);
    expect(buildStacks(inputs).map(({ series }) => series)).toEqual([
      'early',
      'late',
      'scout',
      'capture',
      'dose',
    ]);
  });

  it('split a scout or another size off its series', () => {
    const inputs = study([
      { role: 'localizer', facts: at(0) },
      ...range(4).map((index) => ({ facts: at(index) })),
      ...range(2).map((index) => ({ rows: 256, columns: 256, facts: at(index) })),
    ]);
    expect(buildStacks(inputs).map(({ role, frames, label }) => [role, frames.length, label])).toEqual([
      ['primary', 4, '512 × 512'],
      ['primary', 2, '256 × 256'],
      ['localizer', 1, 'localizer'],
    ]);
  });

  it('follow a tilted gantry along its normal', () => {
    const tilt = 0.3;
    const orientation: StackFacts['orientation'] = [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt)];
    const inputs = study(
      [2, 0, 1].map((step) => ({ facts: { orientation, position: [0, 0, step * 5], instanceNumber: step } })),
    );
    expect(buildStacks(inputs)[0]).toMatchObject({
      order: 'position',
      frames: [
        [1, 0],
        [2, 0],
        [0, 0],
      ],
    });
  });

  it('give each multi-frame its own, split by what its frames say', () => {
    const frameFacts = range(8).map((index) => ({
      position: [0, 0, (index >> 1) * 3] as [number, number, number],
      stack: { orientation: axial, bValue: index % 2 === 0 ? 0 : 1000 },
    }));
    const inputs = study([{ frames: 8, frameFacts }, { frames: 30 }, { frames: 1 }]);
    const stacks = buildStacks(inputs);
    expect(stacks.map(({ frames, order, label }) => [frames.length, order, label])).toEqual([
      [4, 'position', 'b 0'],
      [30, 'frames', 'image 2'],
      [1, 'instance-number', undefined],
      [4, 'position', 'b 1000'],
    ]);
    expect(stacks[0]?.frames).toEqual([
      [0, 0],
      [0, 2],
      [0, 4],
      [0, 6],
    ]);
  });

  it('tell a scout, two phases and two b-values of one series apart', () => {
    const scout: Slice = { role: 'localizer', facts: at(0, { instanceNumber: 1 }) };
    const runs = [1, 2].flatMap((phase) =>
      [0, 800].flatMap((bValue) => range(5).map((z) => ({ facts: at(z * 5, { phase, bValue }) }))),
    );
    const stacks = buildStacks(study([scout, ...runs]));
    expect(stacks.map(({ label, frames, order }) => [label, frames.length, order])).toEqual([
      ['b 0, phase 1', 5, 'position'],
      ['b 0, phase 2', 5, 'position'],
      ['b 800, phase 1', 5, 'position'],
      ['b 800, phase 2', 5, 'position'],
      ['localizer', 1, 'instance-number'],
    ]);
    expect(new Set(stacks.map(({ id }) => id)).size).toBe(5);
  });

  it('join the parts of a concatenation in their order, whichever came first', () => {
    const part = (inConcatenation: number, frames: number): Slice => ({
      frames,
      facts: { concatenation: '1.2.9', inConcatenation, instanceNumber: 1 },
    });
    const [stack, ...others] = buildStacks(study([part(3, 1), part(1, 2), part(2, 2)]));
    expect(others).toEqual([]);
    expect(stack).toMatchObject({
      order: 'frames',
      frames: [
        [1, 0],
        [1, 1],
        [2, 0],
        [2, 1],
        [0, 0],
      ],
    });
  });

  it('put the frames of a concatenation in order of place across its parts', () => {
    const part = (inConcatenation: number, zs: readonly number[]): Slice => ({
      frames: zs.length,
      facts: { concatenation: '1.2.9', inConcatenation },
      frameFacts: zs.map((z) => ({ position: [0, 0, z], stack: { orientation: axial } })),
    });
    const [stack] = buildStacks(study([part(2, [10, 20]), part(1, [5, 15])]));
    expect(stack).toMatchObject({
      order: 'position',
      frames: [
        [1, 0],
        [0, 0],
        [1, 1],
        [0, 1],
      ],
    });
  });

  it('keep two concatenations of one series apart', () => {
    const part = (concatenation: string): Slice => ({
      frames: 2,
      facts: { concatenation, inConcatenation: 1 },
    });
    expect(buildStacks(study([part('1.2.1'), part('1.2.2')]))).toHaveLength(2);
  });

  it('use acquisition where instance numbers are missing or repeat', () => {
    const inputs = study([
      { facts: { instanceNumber: 1, acquisitionTime: '1010' } },
      { facts: { instanceNumber: 1, acquisitionTime: '1005' } },
    ]);
    expect(buildStacks(inputs)[0]).toMatchObject({
      order: 'acquisition',
      frames: [
        [1, 0],
        [0, 0],
      ],
    });
  });

  it('are a pure function: any order of arrival gives the same places', () => {
    const inputs = study(range(9).map((index) => ({ facts: at(index * 2) })));
    const forth = buildStacks(inputs);
    const back = buildStacks([...inputs].reverse());
    expect(back).toEqual(forth);
  });
});

describe('gaps', () => {
  const gapsOf = (inputs: readonly StackInput[]): number => countGaps(inputs, buildStacks(inputs));

  it('are counted in places', () => {
    expect(gapsOf(study(range(20).map((index) => ({ facts: at(index * 5) }))))).toBe(0);
    const holes = range(20).filter((index) => index !== 7 && index !== 12 && index !== 13);
    expect(gapsOf(study(holes.map((index) => ({ facts: at(index * 5) }))))).toBe(3);
  });

  it('are counted in numbers where there are no places', () => {
    const numbers = [1, 2, 3, 5, 6, 7];
    expect(gapsOf(study(numbers.map((instanceNumber) => ({ facts: { instanceNumber } }))))).toBe(1);
    const sparse = [1, 100, 200, 300];
    expect(gapsOf(study(sparse.map((instanceNumber) => ({ facts: { instanceNumber } }))))).toBe(0);
  });

  it('are not seen where spacing is irregular, nor in localizers', () => {
    expect(gapsOf(study([0, 1, 3, 7, 15, 31].map((z) => ({ facts: at(z) }))))).toBe(0);
    expect(
      gapsOf(study([0, 5, 10, 30, 35, 40].map((z) => ({ role: 'localizer' as const, facts: at(z) })))),
    ).toBe(0);
  });
});
