/** What of a presentation state the viewer's look can take over, and what it cannot. */
import type { PresentationState } from '@pacs/shared/document-content';
import { invertedByImage } from '@pacs/shared/display/pixel-table';
import { placeOfArea, presentedArea } from '../core/presented.ts';
import { isMonochrome, type FrameFacts } from '../core/facts.ts';
import { flipHorizontally, rotateBy, upright } from '../core/turn.ts';
import { contentKey, untouched, type Look } from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';
import type { ImagePlace } from './find-image.ts';

/** Of each series that the state is for, by contentKey: as it wants the first of its images there. */
export function looksOfState(
  state: PresentationState,
  { stacks }: Pick<StudySession, 'stacks'>,
  study: number,
  firsts: readonly ImagePlace[],
): Record<string, Look> {
  return Object.fromEntries(
    firsts.map(({ stack, position }) => [
      contentKey({ kind: 'stack', study, stack }),
      lookOfState(state, stacks[stack]?.frames[position]?.facts),
    ]),
  );
}

/** As the state wants `image` and those like it. Rotated clockwise first, then flipped left to right (PS3.3 C.10.6). */
export function lookOfState(state: PresentationState, image: FrameFacts | undefined): Look {
  const { rotation, flipHorizontal, presentationLut, label, description } = state;
  const rotated = {
    0: upright,
    90: rotateBy(upright, 90),
    180: rotateBy(upright, 180),
    270: rotateBy(upright, -90),
  }[rotation];
  const turn = flipHorizontal ? flipHorizontally(rotated) : rotated;
  const area = image && presentedArea(state, image);
  const format = image?.format;
  return {
    ...untouched,
    presentation: { name: description ?? (label === '' ? 'presentation state' : label), state, area },
    turn,
    invert: image !== undefined && invertTo(presentationLut, image),
    ...(area && format && placeOfArea(area, format, turn)),
  };
}

/** The state's shape takes the place of what a grey image says of its polarity (PS3.4 N.2.1.4); colours have none. */
function invertTo(
  presentationLut: PresentationState['presentationLut'],
  { display, format }: FrameFacts,
): boolean {
  if (presentationLut === undefined || !('shape' in presentationLut)) return false;
  const wanted = presentationLut.shape === 'INVERSE';
  if (display === undefined || format === undefined) return wanted;
  if (!isMonochrome(format)) return false;
  return wanted !== invertedByImage({ display, photometricInterpretation: format.photometricInterpretation });
}
