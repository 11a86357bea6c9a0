/** "Open from this computer": files, folders, a CD or a ZIP, listed by patient, with nothing uploaded. */
import { useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { asideWords } from '../../intake/core/aside-words.ts';
import type { StudyNode } from '../../intake/core/nodes.ts';
import type { SourceFile } from '../../intake/core/place.ts';
import type { AsideFile } from '../../intake/core/scanned.ts';
import type { Recognised } from '../../intake/core/scanner.ts';
import { putOnShelf } from '../../intake/shelf.ts';
import { droppedFiles } from '../../intake/sources/dropped-files.ts';
import { DropZone } from '../../intake/view/drop-zone.tsx';
import { joined, patientDetails, patientName, studyName } from '../../intake/view/study-facts.ts';
import { usePageDrop } from '../../intake/view/use-page-drop.ts';
import { useStore } from '../../intake/view/use-store.ts';
import { keepForOffline } from '../../offline/keep-for-offline.ts';
import { Button } from '../../ui/button.tsx';
import { countOf, formatBytes } from '../../ui/format.ts';
import { Badge } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { localScanner } from './local-files.ts';
import './local.css';

/** The one study of a choice of files opens by itself, once. */
function onlyStudy({ phase, patients }: Recognised): StudyNode | undefined {
  const studies = phase === 'ready' ? patients.flatMap((patient) => patient.studies) : [];
  return studies.length === 1 ? studies[0] : undefined;
}

export default function LocalPage() {
  useTitle('Open from this computer');
  const scanner = localScanner();
  const found = useStore(scanner.store);
  const navigate = useNavigate();
  const isFresh = useRef(false);
  useEffect(() => {
    void keepForOffline();
  }, []);

  const take = useCallback(
    (files: AsyncIterable<SourceFile[]>) => {
      isFresh.current = true;
      void scanner.add(files);
    },
    [scanner],
  );
  const isOver = usePageDrop(
    useCallback(
      (transfer: DataTransfer) => {
        take(droppedFiles(transfer, scanner.unreadable));
      },
      [scanner, take],
    ),
  );
  const open = useCallback(
    (study: StudyNode) => {
      isFresh.current = false;
      void navigate(`/local/${String(putOnShelf(scanner.look(study.key)))}`);
    },
    [navigate, scanner],
  );
  const only = onlyStudy(found);
  useEffect(() => {
    if (only !== undefined && isFresh.current) open(only);
  }, [only, open]);

  return (
    <div className="local">
      <h1>Open from this computer</h1>
      <p className="local-lead">
        Images are read by this page alone. Nothing is uploaded, nothing is kept, and no account is needed;
        after the first visit it works without a connection too.
      </p>
      <DropZone
        isOver={isOver}
        isCompact={found.phase !== 'idle'}
        onFiles={take}
        onUnreadable={scanner.unreadable}
        purpose="Open"
      >
        Files, folders, a CD or a ZIP. They stay on this computer.
      </DropZone>
      {found.phase !== 'idle' && (
        <Found
          found={found}
          onOpen={open}
          onClear={() => {
            scanner.clear();
          }}
        />
      )}
    </div>
  );
}

interface FoundProps {
  found: Recognised;
  onOpen: (study: StudyNode) => void;
  onClear: () => void;
}

function Found({ found, onOpen, onClear }: FoundProps) {
  const isReading = found.phase === 'reading';
  return (
    <section className="local-found" aria-labelledby="local-found-title">
      <header>
        <h2 id="local-found-title">{isReading ? 'Looking into the files' : 'On this computer'}</h2>
        <Button variant="quiet" size="small" onPress={onClear}>
          {isReading ? 'Stop' : 'Close all'}
        </Button>
      </header>
      {isReading && (
        <ProgressBar
          label={`${found.inspected.toLocaleString()} of ${countOf(found.found, 'file')}`}
          value={found.found === 0 ? undefined : found.inspected / found.found}
        />
      )}
      {!isReading && found.patients.length === 0 && <p>No DICOM images were found in these files.</p>}
      {found.patients.length > 0 && (
        <ul className="local-patients">
          {found.patients.map(({ key, identity, studies }) => (
            <li key={key}>
              <h3>
                {patientName(identity)} <span className="muted">{patientDetails(identity)}</span>
              </h3>
              <ul>
                {studies.map((study) => (
                  <StudyRow key={study.key} study={study} isReading={isReading} onOpen={onOpen} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      {found.aside.length > 0 && <Aside files={found.aside} />}
    </section>
  );
}

function StudyRow({
  study,
  isReading,
  onOpen,
}: {
  study: StudyNode;
  isReading: boolean;
  onOpen: (study: StudyNode) => void;
}) {
  const { images, instances, series, bytes, identityConflict, truncated } = study;
  return (
    <li className="local-study">
      <div>
        <p className="local-study-name">{studyName(study)}</p>
        <p className="muted">
          {joined(
            `${String(series.length)} series`,
            images > 0 ? countOf(images, 'image') : countOf(instances, 'document'),
            formatBytes(bytes),
          )}
        </p>
        {identityConflict && <Badge tone="warning">Two different names or birth dates in this study</Badge>}
        {truncated > 0 && <Badge tone="warning">{countOf(truncated, 'file')} cut short</Badge>}
      </div>
      <Button
        isDisabled={isReading}
        onPress={() => {
          onOpen(study);
        }}
        aria-label={`Open ${studyName(study)}`}
      >
        Open
      </Button>
    </li>
  );
}

const shownNames = 50;

function Aside({ files }: { files: readonly AsideFile[] }) {
  return (
    <details className="local-aside">
      <summary>{countOf(files.length, 'other file')}</summary>
      <ul>
        {files.slice(0, shownNames).map(({ label, reason }, i) => (
          <li key={i}>
            <span>{label}</span> <span className="muted">{asideWords[reason]}</span>
          </li>
        ))}
        {files.length > shownNames && (
          <li className="muted">and {(files.length - shownNames).toLocaleString()} more</li>
        )}
      </ul>
    </details>
  );
}
