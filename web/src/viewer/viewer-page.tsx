/** A study as its owner sees it: `/study/:studyId`. */
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { createDecodePool } from '../codecs/decode-pool.ts';
import { currentSession } from '../firebase/session.ts';
import { useSession } from '../firebase/use-session.ts';
import { durationBucket, imagesBucket } from '../usage/buckets.ts';
import { track } from '../usage/track.ts';
import { readPlace, writePlace, type Place } from './core/place.ts';
import { studyTitle } from './core/words.ts';
import { openSession, type StudySession } from './engine/study-session.ts';
import { openOwnedStudy, renewOwnedStudy } from './open/open-owned-study.ts';
import { ownedCandidates } from './open/owned-candidates.ts';
import { firestoreKeeper } from './tools/firestore-keeper.ts';
import { keepAnnotations } from './tools/session-annotations.ts';
import type { Comparison } from './view/compare-dialog.tsx';
import { PlainPage } from './view/plain-page.tsx';
import { Viewer } from './view/viewer.tsx';

type Opening =
  | { status: 'opening' }
  | { status: 'open'; session: StudySession; openOther: (studyId: string) => Promise<StudySession> }
  | { status: 'failed'; code: AppErrorCode };

const renewing = (studyId: string) => (packs: number[]) => renewOwnedStudy(studyId, packs);

/** With annotations that are kept with the study for as long as the session is open. */
function withAnnotations(opened: StudySession): StudySession {
  const owner = currentSession();
  if (owner.status !== 'signed-in') return opened;
  const { studyId, incarnation } = opened.study.opened;
  const session: StudySession = {
    ...opened,
    close() {
      stop();
      opened.close();
    },
  };
  const stop = keepAnnotations(session, firestoreKeeper(studyId, incarnation, owner.user.uid));
  return session;
}

function useStudy(studyId: string): Opening {
  const [opening, setOpening] = useState<Opening>({ status: 'opening' });
  useEffect(() => {
    const pool = createDecodePool();
    pool.warm('openjph');
    let session: StudySession | undefined;
    let isGone = false;
    const startedAtMs = performance.now();
    openOwnedStudy(studyId).then(
      (study) => {
        if (isGone) return;
        session = withAnnotations(
          openSession(study, { renew: renewing(studyId), pool, at: readPlace(location.search) }),
        );
        const openOther = async (other: string) =>
          withAnnotations(openSession(await openOwnedStudy(other), { renew: renewing(other), pool }));
        setOpening({ status: 'open', session, openOther });
        track({
          name: 'study_opened',
          images: imagesBucket(study.index.instances.length),
          duration: durationBucket(performance.now() - startedAtMs),
        });
      },
      (cause: unknown) => {
        if (!isGone)
          setOpening({ status: 'failed', code: cause instanceof AppError ? cause.code : 'internal' });
      },
    );
    return () => {
      isGone = true;
      session?.close();
      pool.close();
    };
  }, [studyId]);
  return opening;
}

/** The address follows at rest: browsers refuse to have it changed at every image. */
const addressRestMs = 300;

function useAddress(): (place: Place) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return useCallback((place: Place) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      history.replaceState(history.state, '', writePlace(place));
    }, addressRestMs);
  }, []);
}

const backToStudies = (
  <Link className="v-back" to="/studies" aria-label="Back to studies" title="Back to studies">
    <ArrowLeft aria-hidden />
  </Link>
);

function OpenStudy({ studyId }: { studyId: string }) {
  const opening = useStudy(studyId);
  const keepPlace = useAddress();
  const user = useSession();
  const uid = user.status === 'signed-in' ? user.user.uid : undefined;
  const openOther = opening.status === 'open' ? opening.openOther : undefined;
  const comparison = useMemo<Comparison | undefined>(
    () =>
      uid === undefined || openOther === undefined
        ? undefined
        : { candidates: () => ownedCandidates(uid), open: openOther },
    [uid, openOther],
  );
  if (opening.status === 'opening') return <PlainPage busy title="Opening the study…" />;
  if (opening.status === 'failed') {
    const isMissing = opening.code === 'not-found' || opening.code === 'invalid-argument';
    return (
      <PlainPage
        title={isMissing ? 'There is no such study' : 'The study could not be opened'}
        text={
          isMissing
            ? 'It may have been deleted, or belong to another account.'
            : 'Check the connection and try again in a moment.'
        }
        action={<Link to="/studies">Back to studies</Link>}
      />
    );
  }
  return (
    <Viewer
      session={opening.session}
      onPlace={keepPlace}
      {...(comparison && { comparison })}
      head={
        <div className="v-title">
          {backToStudies}
          <h1>{studyTitle(opening.session.study.opened)}</h1>
        </div>
      }
    />
  );
}

export default function ViewerPage() {
  const { studyId = '' } = useParams();
  return <OpenStudy key={studyId} studyId={studyId} />;
}
