import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { countOf, formatBytes } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { StudyNode } from '../../intake/core/nodes.ts';
import type { Recognised as Found } from '../../intake/core/scanner.ts';
import { firstStudies } from '../core/first-studies.ts';
import { sumOfTicked } from '../core/selection.ts';
import type { Unticked } from '../core/selection.ts';
import { AsideList } from './aside-list.tsx';
import { RecognisedStudy } from './recognised-study.tsx';
import { useShownSoFar } from './shown-so-far.tsx';
import { asideSummary } from './aside-summary.ts';
import { joined, patientDetails, patientName } from '../../intake/view/study-facts.ts';

export interface RecognisedProps {
  found: Found;
  unticked: Unticked;
  storedImages: (study: StudyNode) => number;
  onTick: (seriesKeys: string[], ticked: boolean) => void;
  onClear: () => void;
  /** Studies that start by themselves once they have been read. */
  later: number;
  /** Attestation and the button that starts. */
  actions: ReactNode;
}

function titleOf({ phase, patients, taken }: Found): string {
  if (phase === 'reading') return 'Looking into the files';
  return patients.length === 0 && taken > 0 ? 'Not taken' : 'Recognised';
}

/** What the files hold, before anything leaves the computer. */
export function Recognised({
  found,
  unticked,
  storedImages,
  onTick,
  onClear,
  later,
  actions,
}: RecognisedProps) {
  const isReading = found.phase === 'reading';
  const sum = sumOfTicked(found.patients, unticked);
  const { shown, more } = useShownSoFar(found.patients.reduce((all, { studies }) => all + studies.length, 0));
  return (
    <section className="upload-recognised" aria-labelledby="upload-recognised-title">
      <header>
        <h2 id="upload-recognised-title">{titleOf(found)}</h2>
        <Button variant="quiet" size="small" onPress={onClear}>
          {isReading ? 'Stop' : 'Clear'}
        </Button>
      </header>
      {isReading && (
        <ProgressBar
          label={`${found.inspected.toLocaleString()} of ${countOf(found.found, 'file')}`}
          value={found.found === 0 ? undefined : found.inspected / found.found}
        />
      )}
      {!isReading && found.patients.length === 0 && found.taken === 0 && (
        <p>No DICOM images were found in what you dropped.</p>
      )}
      <ul className="upload-patients" hidden={found.patients.length === 0}>
        {firstStudies(found.patients, shown).map((patient) => (
          <li key={patient.key}>
            <h3>
              {patientName(patient.identity)}{' '}
              <span className="muted upload-patient-details">{patientDetails(patient.identity)}</span>
            </h3>
            <ul>
              {patient.studies.map((study) => (
                <RecognisedStudy
                  key={study.key}
                  study={study}
                  storedImages={storedImages(study)}
                  unticked={unticked}
                  onTick={onTick}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {more}
      {found.aside.length > 0 && <AsideList summary={asideSummary(found)} files={found.aside} />}
      {found.patients.length > 0 && (
        <footer>
          {later > 0 && (
            <p role="status">{`${String(later)} ${later === 1 ? 'study starts' : 'studies start'} once read.`}</p>
          )}
          <p role="status">
            {sum.studies === 0
              ? 'Nothing is ticked.'
              : joined(
                  `${String(sum.studies)} ${sum.studies === 1 ? 'study' : 'studies'}`,
                  countOf(sum.images, 'image'),
                  formatBytes(sum.bytes),
                )}
          </p>
          {actions}
        </footer>
      )}
    </section>
  );
}
