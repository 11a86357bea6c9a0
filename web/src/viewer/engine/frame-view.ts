/** What can be shown of one frame. */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { Unshowable } from '../core/words.ts';

export interface FailedView {
  state: 'failed';
  reason: Unshowable;
}

export type FrameView =
  | { state: 'waiting' }
  /** From the leading bytes: fewer pixels than the image has, their values not the image's own. Not to be measured. */
  | { state: 'preview'; decoded: DecodedFrame }
  | { state: 'full'; decoded: DecodedFrame }
  | FailedView;

export const waiting: FrameView = { state: 'waiting' };
