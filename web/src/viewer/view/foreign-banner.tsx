/** Two patients on one screen: said in red, with both names, as long as it is so. */

import { isOnePatient } from '../core/one-patient.ts';
import { patientWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import './foreign-banner.css';

/** The studies on the screen are not all known to be of one patient. */
export const areForeign = (sessions: readonly StudySession[]): boolean =>
  sessions.some(
    (one) =>
      one !== sessions[0] &&
      sessions[0] !== undefined &&
      !isOnePatient(sessions[0].study.opened.identity, one.study.opened.identity),
  );

export function ForeignBanner({ sessions }: { sessions: readonly StudySession[] }) {
  return (
    <div className="v-foreign" role="alert">
      <strong>Different patients:</strong>{' '}
      {sessions.map(({ study }, at) => {
        const { name, born, id } = patientWords(study.opened.identity);
        return (
          <span key={study.opened.studyId}>
            {at > 0 && ' and '}
            <b>{name}</b> ({born}, {id})
          </span>
        );
      })}
    </div>
  );
}
