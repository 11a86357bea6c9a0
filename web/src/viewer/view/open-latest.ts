/** Opens one study at a time: the one chosen last. What was given up meanwhile is closed and never shown. */
import type { StudySession } from '../engine/study-session.ts';

export interface Opener {
  choose(studyId: string): void;
  giveUp(): void;
}

export function openLatest<S extends Pick<StudySession, 'close'>>(
  open: (studyId: string) => Promise<S>,
  told: { opened(session: S): void; failed(cause: unknown): void },
): Opener {
  let turn = 0;
  return {
    choose(studyId) {
      turn += 1;
      const mine = turn;
      open(studyId).then(
        (session) => {
          if (mine === turn) told.opened(session);
          else session.close();
        },
        (cause: unknown) => {
          if (mine === turn) told.failed(cause);
        },
      );
    },
    giveUp() {
      turn += 1;
    },
  };
}
