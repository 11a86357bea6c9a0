/** A study on the user's own disk in the viewer: `/local/:number`. Nothing of it is sent anywhere. */
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { createDecodePool } from '../../codecs/decode-pool.ts';
import type { ScannedInstance } from '../../intake/core/scanned.ts';
import { fromShelf } from '../../intake/shelf.ts';
import { useTitle } from '../../ui/use-title.ts';
import { startSession, type StudySession } from '../engine/study-session.ts';
import { studyTitle } from '../core/words.ts';
import { PlainPage } from '../view/plain-page.tsx';
import { Viewer } from '../view/viewer.tsx';
import { localAccess } from './local-access.ts';
import { localWorkers } from './local-files.ts';
import { createLocalSource } from './local-source.ts';
import { localVideos } from './local-video.ts';
import { openLocalStudy } from './open-local-study.ts';
import './local.css';

type Opening =
  { status: 'opening'; read: number } | { status: 'open'; session: StudySession } | { status: 'failed' };

function useLocalStudy(instances: readonly ScannedInstance[]): Opening {
  const [opening, setOpening] = useState<Opening>({ status: 'opening', read: 0 });
  useEffect(() => {
    const pool = createDecodePool();
    const workers = localWorkers();
    let session: StudySession | undefined;
    let isGone = false;
    const onRead = (read: number) => {
      if (!isGone) setOpening({ status: 'opening', read });
    };
    openLocalStudy(instances, workers, onRead).then(
      (local) => {
        if (isGone) return;
        const [worker] = workers;
        const study = worker ? { ...local.study, access: localAccess(local, worker) } : local.study;
        session = startSession(study, createLocalSource(local, workers), {
          pool,
          readVideo: localVideos(local, workers),
        });
        setOpening({ status: 'open', session });
      },
      () => {
        if (!isGone) setOpening({ status: 'failed' });
      },
    );
    return () => {
      isGone = true;
      session?.close();
      pool.close();
    };
  }, [instances]);
  return opening;
}

function OpenLocalStudy({ instances }: { instances: readonly ScannedInstance[] }) {
  const opening = useLocalStudy(instances);
  if (opening.status === 'opening')
    return (
      <PlainPage
        busy
        title="Opening the study…"
        text={`${opening.read.toLocaleString()} of ${instances.length.toLocaleString()} files read`}
      />
    );
  if (opening.status === 'failed')
    return (
      <PlainPage
        title="The files can’t be read any more"
        text="The disc or folder was removed, or the files were changed. Choose them again."
        action={<Link to="/local">Choose files</Link>}
      />
    );
  return (
    <Viewer
      session={opening.session}
      head={
        <div className="v-title">
          <Link className="v-back" to="/local" aria-label="Back to the files" title="Back to the files">
            <ArrowLeft aria-hidden />
          </Link>
          <h1>{studyTitle(opening.session.study.opened)}</h1>
          <span className="local-badge">Not uploaded</span>
        </div>
      }
    />
  );
}

export default function LocalStudyPage() {
  useTitle('Study on this computer');
  const { number = '' } = useParams();
  const instances = fromShelf(Number(number));
  if (instances === undefined) return <Navigate to="/local" replace />;
  return <OpenLocalStudy key={number} instances={instances} />;
}
