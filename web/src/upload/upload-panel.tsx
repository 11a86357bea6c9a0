import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import type { StudyNode } from '../intake/core/nodes.ts';
import { canStart } from './core/starting.ts';
import { sumOfTicked } from './core/selection.ts';
import type { UploadEngine } from './core/upload-engine.ts';
import type { SourceFile } from '../intake/core/place.ts';
import { droppedFiles } from '../intake/sources/dropped-files.ts';
import { uploadsOf } from './uploads.ts';
import { notTaken } from './view/aside-summary.ts';
import { announcement } from './view/announcements.ts';
import { DropZone } from '../intake/view/drop-zone.tsx';
import type { Recognised as Found } from '../intake/core/scanner.ts';
import { InterruptedUploads } from './view/interrupted-uploads.tsx';
import { Recognised } from './view/recognised.tsx';
import { StartUpload } from './view/start-upload.tsx';
import { UploadList, titleId, type StoredStudies } from './view/upload-list.tsx';
import { usePageDrop } from '../intake/view/use-page-drop.ts';
import { useStore, useStoreInSlices } from '../intake/view/use-store.ts';
import './upload.css';

export interface UploadPanelProps extends StoredStudies {
  ownerUid: string;
  /** users/{uid}.uploadGrounds is recorded. */
  groundsConfirmed: boolean;
  /** Images stored of a study, by its UID and PatientID as the files have them; 0 where there is none. */
  storedImages: (studyInstanceUID: string, patientID: string) => number;
}

/** Takes files anywhere on the page, shows what they hold, and sends what is ticked. */
export function UploadPanel({ ownerUid, groundsConfirmed, storedImages, ...stored }: UploadPanelProps) {
  const { scanner, starting, engine, continuing } = uploadsOf(ownerUid);
  const found = useStoreInSlices(scanner.store);
  const { unticked, pressed, starts } = useStore(starting.store);
  // No more than that: what was recognised is not drawn anew at every step of an upload.
  const isUploading = useSyncExternalStore(
    engine.store.subscribe,
    () => engine.store.getState().uploads.length > 0,
  );
  const startsBefore = useRef(starts);

  const take = useCallback(
    (files: AsyncIterable<SourceFile[]>) => {
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
  useEffect(() => {
    if (starts > startsBefore.current) document.getElementById(titleId)?.focus();
  }, [starts]);
  const storedOf = (study: StudyNode) =>
    study.studyInstanceUID === '' ? 0 : storedImages(study.studyInstanceUID, study.identity.patientID ?? '');

  return (
    <div className="upload">
      <DropZone
        isOver={isOver}
        isCompact={found.phase !== 'idle' || isUploading}
        onFiles={take}
        onUnreadable={scanner.unreadable}
        purpose="Upload"
      >
        Files, folders, a CD or a ZIP. You see what was recognised before anything leaves this computer. To
        look without uploading, <Link to="/local">open from this computer</Link>.
      </DropZone>
      <InterruptedUploads continuing={continuing} />
      <Announced found={found} engine={engine} />
      {hasSomethingToShow(found) && (
        <Recognised
          found={found}
          unticked={unticked}
          storedImages={storedOf}
          onTick={starting.tick}
          onClear={starting.clear}
          later={pressed.size}
          actions={
            <StartUpload
              isConfirmed={groundsConfirmed}
              isDisabled={
                !canStart(found) || pressed.size > 0 || sumOfTicked(found.patients, unticked).studies === 0
              }
              onStart={starting.press}
            />
          }
        />
      )}
      {isUploading && <UploadList engine={engine} stored={stored} />}
    </div>
  );
}

function Announced({ found, engine }: { found: Found; engine: UploadEngine }) {
  const uploads = useStore(engine.store);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {announcement(found, uploads)}
    </p>
  );
}

/** After everything was handed over nothing is left to decide. */
function hasSomethingToShow({ phase, patients, aside, taken }: Found): boolean {
  return phase !== 'idle' && (phase === 'reading' || taken === 0 || patients.length + notTaken(aside) > 0);
}
