/** Two patients on one screen: said in red, with both names, as long as it is so. */

import { areOfOnePatient } from '../core/one-patient.ts';
import { patientWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import './foreign-banner.css';

/** The studies on the screen are not all known to be of one patient. */
export const areForeign = (sessions: readonly StudySession[]): boolean =>
  sessions.some(
    (one) =>
      one !== sessions[0] &&
      sessions[0] !== undefined &&
      !areOfOnePatient(sessions[0].study.opened, one.study.opened),
  );

export function ForeignBanner({ sessions }: { sessions: readonly StudySession[] }) {
  return (
    <div className="v-foreign" role="alert">
      <strong>Different patients:</strong>{' '}
      {sessions
        .flatMap(({ study: { opened } }) => [opened.identity, ...(opened.otherIdentities ?? [])])
        .map((identity, at) => {
          const { name, born, id } = patientWords(identity);
          return (
            <span key={at}>
              {at > 0 && ' and '}
              <b>{name}</b> ({born}, {id})
            </span>
          );
        })}
    </div>
  );
}
