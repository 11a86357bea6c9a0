import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { StudyNode } from '../intake/core/nodes.ts';
import type { ScannedInstance } from '../intake/core/scanned.ts';
import type { Offer } from './core/upload-state.ts';
import { canStart, useStartWhenRead } from './use-start-when-read.ts';
import { leftOutOf, missingOf, tickedSeries, sumOfTicked, withTicked } from './core/selection.ts';
import type { Unticked } from './core/selection.ts';
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
import { UploadList, type StoredStudies } from './view/upload-list.tsx';
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
  const { scanner, engine, continuing } = uploadsOf(ownerUid);
  const found = useStoreInSlices(scanner.store);
  const uploads = useStore(engine.store);
  const [unticked, setUnticked] = useState<Unticked>(new Set());
  const [started, setStarted] = useState(0);
  const panel = useRef<HTMLDivElement>(null);

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
    if (started > 0) panel.current?.querySelector<HTMLElement>('#upload-list-title')?.focus();
  }, [started]);

  const start = useCallback(
    (studies: readonly StudyNode[]) => {
      for (const study of studies) {
        const series = tickedSeries(study, unticked);
        if (series.size > 0) engine.add(offerOf(study, scanner.take(study.key, series), series, unticked));
      }
      setStarted((before) => before + 1);
    },
    [engine, scanner, unticked],
  );
  const { later, press } = useStartWhenRead(scanner.store, start);
  const storedOf = (study: StudyNode) =>
    study.studyInstanceUID === '' ? 0 : storedImages(study.studyInstanceUID, study.identity.patientID ?? '');

  return (
    <div className="upload" ref={panel}>
      <DropZone
        isOver={isOver}
        isCompact={found.phase !== 'idle' || uploads.uploads.length > 0}
        onFiles={take}
        onUnreadable={scanner.unreadable}
        purpose="Upload"
      >
        Files, folders, a CD or a ZIP. You see what was recognised before anything leaves this computer. To
        look without uploading, <Link to="/local">open from this computer</Link>.
      </DropZone>
      <InterruptedUploads continuing={continuing} />
      <p className="visually-hidden" role="status" aria-live="polite">
        {announcement(found, uploads)}
      </p>
      {hasSomethingToShow(found) && (
        <Recognised
          found={found}
          unticked={unticked}
          storedImages={storedOf}
          onTick={(keys, ticked) => {
            setUnticked(withTicked(unticked, keys, ticked));
          }}
          onClear={() => {
            scanner.clear();
            setUnticked(new Set());
          }}
          later={later}
          actions={
            <StartUpload
              isConfirmed={groundsConfirmed}
              isDisabled={
                !canStart(found) || later > 0 || sumOfTicked(found.patients, unticked).studies === 0
              }
              onStart={press}
            />
          }
        />
      )}
      {uploads.uploads.length > 0 && <UploadList state={uploads} engine={engine} stored={stored} />}
    </div>
  );
}

function offerOf(
  study: StudyNode,
  instances: ScannedInstance[],
  series: ReadonlySet<string>,
  unticked: Unticked,
): Offer {
  const { key, studyInstanceUID, identity, studyDate, studyDescription, modalities } = study;
  return {
    key,
    studyInstanceUID,
    title: { identity, studyDate, studyDescription, modalities },
    instances,
    leftOut: leftOutOf(study, series),
    missingByDirectory: missingOf(study, unticked),
  };
}

/** After everything was handed over nothing is left to decide. */
function hasSomethingToShow({ phase, patients, aside, taken }: Found): boolean {
  return phase !== 'idle' && (phase === 'reading' || taken === 0 || patients.length + notTaken(aside) > 0);
}
