/** Hanging protocols: what lies where when a study opens, by modality, as data. */
import { layoutsFor, type Layout, type Screen } from './layout.ts';
import type { PlainPhrase } from '../../words/say.ts';

/** A stack as hanging sees it. */
export interface HangingStack {
  modality: string;
  role: string;
  frames: number;
  /** Of its first image, as the header writes them. */
  laterality: string | undefined;
  view: string | undefined;
}

interface Wanted {
  /** What hangs there best first; the next ones only where there is none of it. Absent: any view. */
  views?: readonly RegExp[];
  laterality?: 'L' | 'R';
}

interface Protocol {
  name: PlainPhrase;
  modalities: readonly string[];
  layout: Layout;
  /** One a pane, in the order of panes. Empty: the first stacks as the strip has them. */
  panes: readonly Wanted[];
  /** Panes that have to find a stack, or the protocol is not for this study. */
  atLeast: number;
}

// Additional views (XCCL, FB, LM…) stand in for the usual one, never before it.
const cc = /^CC$/;
const mlo = /^MLO$/;
const craniocaudal = [cc, /^(X?CC|FB)/];
const mediolateral = [mlo, /^(MLO|ML|LM)/];
const frontal = [/^(PA|AP)$/];
const lateral = [/^(LAT|LL|RL|LATERAL)$/];

/**
 * The first that fits is used. A mammogram hangs back to back: the patient's right breast on the screen's left,
 * as IHE's Mammography Image profile has it.
 */
export const protocols: readonly Protocol[] = [
  {
    name: 'Mammogram, four views',
    modalities: ['MG'],
    layout: '2x2',
    panes: [
      { views: craniocaudal, laterality: 'R' },
      { views: craniocaudal, laterality: 'L' },
      { views: mediolateral, laterality: 'R' },
      { views: mediolateral, laterality: 'L' },
    ],
    atLeast: 3,
  },
  // Where four are too many, or were not made: the same view of both sides, the usual ones before any of both.
  ...[{ views: [cc] }, { views: [mlo] }, { views: craniocaudal }, { views: mediolateral }, {}].map(
    (wanted): Protocol => ({
      name: 'Mammogram, one view of both sides',
      modalities: ['MG'],
      layout: '1x2',
      panes: [
        { ...wanted, laterality: 'R' },
        { ...wanted, laterality: 'L' },
      ],
      atLeast: 2,
    }),
  ),
  {
    name: 'Radiograph, frontal and lateral',
    modalities: ['DX', 'CR'],
    layout: '1x2',
    panes: [{ views: frontal }, { views: lateral }],
    atLeast: 2,
  },
  {
    name: 'MR, several sequences',
    modalities: ['MR'],
    layout: '2x2',
    panes: [{}, {}, {}, {}],
    atLeast: 3,
  },
];

export interface Hanging {
  name: PlainPhrase;
  layout: Layout;
  /** Ordinals of stacks, one a pane; undefined: an empty pane. */
  stacks: (number | undefined)[];
}

const written = (value: string | undefined) => value?.trim().toUpperCase() ?? '';

const isShowable = ({ role, frames }: HangingStack) =>
  frames > 0 && (role === 'primary' || role === 'derived');

/** Among the layouts that the screen has room for. undefined: one pane with the first stack, as any study opens. */
export function hangingFor(stacks: readonly HangingStack[], screen: Screen): Hanging | undefined {
  const [first] = stacks;
  if (first === undefined) return undefined;
  for (const { name, modalities, layout, panes, atLeast } of protocols) {
    if (!modalities.includes(first.modality) || !layoutsFor(screen).includes(layout)) continue;
    const taken = new Set<number>();
    const found = panes.map(({ views = [/^/], laterality }) => {
      const isFree = (stack: HangingStack, ordinal: number) =>
        !taken.has(ordinal) &&
        modalities.includes(stack.modality) &&
        isShowable(stack) &&
        (laterality === undefined || written(stack.laterality) === laterality);
      const places = views.map((view) =>
        stacks.findIndex((stack, ordinal) => isFree(stack, ordinal) && view.test(written(stack.view))),
      );
      const at = places.find((place) => place >= 0);
      if (at === undefined) return undefined;
      taken.add(at);
      return at;
    });
    if (taken.size >= atLeast) return { name, layout, stacks: found };
  }
  return undefined;
}
