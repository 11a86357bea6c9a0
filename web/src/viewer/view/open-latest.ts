/** Opens one study at a time: the one chosen last. What was given up meanwhile is closed and never shown. */
import type { StudySession } from '../engine/study-session.ts';

interface Told<S> {
  opened(session: S): void;
  failed(cause: unknown): void;
}

interface Opener<S> {
  choose(studyId: string, told: Told<S>): void;
  giveUp(): void;
}

export function openLatest<S extends Pick<StudySession, 'close'>>(
  open: (studyId: string) => Promise<S>,
): Opener<S> {
  let turn = 0;
  return {
    choose(studyId, told) {
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
