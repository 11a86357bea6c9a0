/** What the overlay says about the image that is really on the screen. */
import { expectedInstances, isComplete } from '@pacs/shared/completeness';
import type { Voi } from '@pacs/shared/display/voi';
import type { Opened } from '@pacs/shared/opened';
import type { Stack } from '@pacs/shared/manifest';
import type { FrameFacts } from '../core/facts.ts';
import { edgeLetters } from '../core/orientation.ts';
import { isFor, isInPart, type Presented } from '../core/presented.ts';
import { turnWords } from '../core/turn.ts';
import type { Look } from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';
import { patientWords, personWords, studyWords, valueWords } from '../core/words.ts';
import type { OverlayWords } from './overlay.tsx';
import { say, spokenLocale, type PlainPhrase } from '../../words/say.ts';

export interface OnScreen {
  opened: Opened;
  stack: Stack;
  /** Ordinal of the stack, and how many the study has. */
  ordinal: number;
  stacks: number;
  /** Another patient is on the screen, too. */
  isForeign: boolean;
  position: number;
  facts: FrameFacts;
  look: Look;
  voi: Voi | undefined;
  isPreview: boolean;
  /** Screen pixels an image pixel takes. */
  scale: number | undefined;
}

export function overlayWords(shown: OnScreen): OverlayWords {
  const { opened, stack, facts, look } = shown;
  const patient = personWords(opened);
  const study = studyWords(opened);
  const display = facts.display;
  return {
    isForeign: shown.isForeign,
    patient: [patient.name, [patient.born, patient.sex].filter(Boolean).join(' · '), patient.id],
    study: [study.when, study.what, stackWords(shown)],
    side: sideWords(facts),
    image: [
      say('Image {n} / {of}', { n: shown.position + 1, of: stack.frames.length }),
      ...sliceWords(shown),
    ],
    view: [
      voiWords(shown),
      shown.scale === undefined ? '' : say('Zoom {percent}%', { percent: Math.round(shown.scale * 100) }),
    ],
    letters: display && edgeLetters(display, look.turn),
    badges: badges(shown),
  };
}

function stackWords({
  opened,
  stack,
  ordinal,
  stacks,
}: Pick<OnScreen, 'opened' | 'stack' | 'ordinal' | 'stacks'>): string {
  const series = opened.series.find(({ id }) => id === stack.series);
  const name = [series?.description ?? series?.protocol, stack.label].filter(Boolean).join(' · ');
  return `${say('Series {n} / {of}', { n: ordinal + 1, of: stacks })} · ${name || stack.modality}`;
}

/** Which series of the study it is, where more than one image of it is on the screen. */
export function seriesLine(
  { study: { opened, index } }: Pick<StudySession, 'study'>,
  ordinal: number,
): string {
  const stack = index.stacks[ordinal];
  return stack === undefined ? '' : stackWords({ opened, stack, ordinal, stacks: index.stacks.length });
}

function voiWords({ voi }: OnScreen): string {
  if (voi === undefined) return '';
  if (voi.kind === 'lut') return say('Window from table');
  return `W ${valueWords(voi.width)}  L ${valueWords(voi.center)}`;
}

const millimetres = (value: number) => `${String(Math.round(value * 10) / 10)} mm`;

function sliceWords({ facts }: OnScreen): string[] {
  const { display, position } = facts;
  const normal = sliceNormal(display?.imageOrientationPatient);
  const along =
    position && normal && position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2];
  return [
    display?.sliceThickness ? say('Thickness {size}', { size: millimetres(display.sliceThickness) }) : '',
    along === undefined ? '' : say('Position {size}', { size: millimetres(along) }),
  ];
}

function sliceNormal(
  cosines: readonly [number, number, number, number, number, number] | undefined,
): [number, number, number] | undefined {
  if (cosines === undefined) return undefined;
  const [a, b, c, d, e, f] = cosines;
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

const lateralities: Readonly<Record<string, PlainPhrase>> = { L: 'Left', R: 'Right', B: 'Both sides' };

/** Mammograms are read by the short marks that stand on every film; elsewhere sides are words. */
function sideWords({ display, instance }: FrameFacts): string {
  const side = display?.imageLaterality ?? '';
  const laterality = lateralities[side];
  const isMark = instance.modality === 'MG' && (side === 'L' || side === 'R');
  const words = isMark ? side : laterality && say(laterality);
  return [words, display?.viewPosition].filter(Boolean).join(' ');
}

type Badges = OverlayWords['badges'][number][];

/** That its files contradict each other about whose it is, with the other names; undefined where they agree. */
export function conflictWords({
  identityConflict,
  otherIdentities = [],
}: Pick<Opened, 'identityConflict' | 'otherIdentities'>): string | undefined {
  if (!identityConflict) return undefined;
  const also = otherIdentities.map((other) => say('also {name}', { name: patientWords(other).name }));
  return [say('Files name different patients'), ...also].join(' · ');
}

/** What holds for everything of the study that is on the screen. */
export function studyBadges(
  opened: Opened,
  { isPreview = false, lossy }: { isPreview?: boolean; lossy?: { ratio?: number | undefined } | undefined },
): Badges {
  const { completeness } = opened;
  const list: Badges = [];
  const conflict = conflictWords(opened);
  if (conflict !== undefined) list.push({ text: conflict, tone: 'alarm' });
  if (isPreview) list.push({ text: say('Preview'), tone: 'caution' });
  if (lossy) {
    const ratio = lossy.ratio === undefined ? '' : ` ${valueWords(lossy.ratio)}:1`;
    list.push({ text: `${say('Lossy')}${ratio}`, tone: 'caution' });
  }
  if (!isComplete(completeness)) {
    const expected = expectedInstances(completeness).toLocaleString(spokenLocale() ?? 'en');
    const stored = completeness.stored.toLocaleString(spokenLocale() ?? 'en');
    list.push({ text: say('{stored} of {expected} images', { stored, expected }), tone: 'caution' });
  }
  return list;
}

export const otherVersion = (): Badges[number] => ({
  text: say('Another version of this image exists'),
  tone: 'caution',
});

function presentationWords(presented: Presented, facts: FrameFacts): string {
  if (!isFor(presented.state, facts)) return say('Not in the presentation state');
  return isInPart(presented, facts)
    ? say('Presentation state applied in part')
    : say('Presentation state applied');
}

function badges({ opened, facts, look, isPreview }: OnScreen): Badges {
  const { display, instance } = facts;
  const lossy = display?.lossy ? { ratio: display.lossyRatio } : undefined;
  const list = studyBadges(opened, { isPreview, lossy });
  if (instance.conflicting) list.push(otherVersion());
  for (const text of turnWords(look.turn)) list.push({ text, tone: 'caution' });
  if (look.presentation !== undefined) {
    const words = presentationWords(look.presentation, facts);
    list.push({ text: `${words}: ${look.presentation.name}`, tone: 'caution' });
  }
  if (look.invert) list.push({ text: say('Inverted'), tone: 'caution' });
  list.push({ text: say('Not for primary diagnosis'), tone: 'plain' });
  return list;
}
