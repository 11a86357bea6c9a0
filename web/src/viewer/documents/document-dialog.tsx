/** A document over the images: read, printed, kept, or followed to the images that it points at. */
import type { DocumentBody } from '@pacs/shared/document-content';
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import type { IndexDocument } from '@pacs/shared/manifest';
import { Download, Printer, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ViewerAction } from '../core/viewer-state.ts';
import { personWords, studyWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import { saveBlob } from '../../ui/save-blob.ts';
import { conflictWords } from '../view/overlay-words.ts';
import { ToolButton } from '../view/tool-button.tsx';
import { positionsOf, type ImagePlace } from './find-image.ts';
import { keeping, type KeptFile, type Opening } from './keep-document.ts';
import { KeyImages } from './key-images.tsx';
import { documentLook } from './kind.ts';
import { Presentation } from './presentation.tsx';
import { Report } from './report.tsx';
import { say, type PlainPhrase } from '../../words/say.ts';
import './document-dialog.css';

const PdfPages = lazy(() => import('./pdf-pages.tsx'));
const VideoPlayer = lazy(() => import('./video-player.tsx'));

export interface DocumentDialogProps {
  session: StudySession;
  study: number;
  document: IndexDocument;
  onClose: () => void;
  dispatch?: (action: ViewerAction) => void;
}

/** Without `id` there is nothing to open. */
function useDocument({ study }: StudySession, id: string | undefined): Opening {
  const [opening, setOpening] = useState<Opening>({ status: 'opening' });
  const open = study.access?.openDocument;
  useEffect(() => {
    let isGone = false;
    if (id === undefined) return;
    open?.(id).then(
      (body) => {
        if (!isGone) setOpening({ status: 'open', body });
      },
      (cause: unknown) => {
        if (!isGone)
          setOpening({ status: 'failed', code: cause instanceof AppError ? cause.code : 'internal' });
      },
    );
    return () => {
      isGone = true;
    };
  }, [open, id]);
  return open === undefined ? { status: 'failed', code: 'no-access' } : opening;
}

const failures: Partial<Record<AppErrorCode | 'no-access', PlainPhrase>> = {
  'not-found': 'It is not in the study any more.',
  'link-unavailable': 'The link is no longer valid.',
  'too-large': 'It is too large to be shown here.',
  'no-access': 'It can’t be opened from here.',
};

export default function DocumentDialog(props: DocumentDialogProps) {
  const { session, study, document, onClose, dispatch } = props;
  const { video } = document;
  const opening = useDocument(session, video === undefined ? document.id : undefined);
  const dialog = useRef<HTMLDialogElement>(null);
  const { opened } = session.study;
  const { name } = documentLook(document);
  const patient = personWords(opened);
  const conflict = conflictWords(opened);
  const body = opening.status === 'open' ? opening.body : undefined;
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const show = (place: ImagePlace) => {
    dispatch?.({ type: 'show', content: { kind: 'stack', study, stack: place.stack } });
    dispatch?.({ type: 'position', position: place.position });
    onClose();
  };
  const showOnly = (chosen: string, places: readonly ImagePlace[]) => {
    dispatch?.({ type: 'only', only: { name: chosen, study, positions: positionsOf(places) } });
    const [first] = places;
    if (first !== undefined) show(first);
  };
  return (
    <dialog
      ref={dialog}
      className="v-document"
      aria-label={name}
      onClose={onClose}
      onKeyDown={(event) => {
        // The viewer's own keys mean the images behind.
        event.stopPropagation();
      }}
    >
      <header className="v-document-head">
        <div>
          <h2>{name}</h2>
          <p>
            {[patient.name, patient.born, patient.id, studyWords(opened).when].filter(Boolean).join(' · ')}
          </p>
          {conflict !== undefined && <p className="v-document-conflict">{conflict}</p>}
        </div>
        <div className="v-document-buttons">
          {body?.answer.kind === 'sr' && (
            <ToolButton
              label={say('Print')}
              icon={<Printer aria-hidden />}
              onPress={() => {
                print();
              }}
            />
          )}
          <KeepButton keep={keeping(document, opening, session.study.access?.readFile)} />
          <ToolButton label={say('Close')} icon={<X aria-hidden />} onPress={onClose} />
        </div>
      </header>
      <div className="v-document-body" tabIndex={0} role="region" aria-label={say('Contents')}>
        {video !== undefined && (
          <Suspense fallback={<p role="status">{say('Opening…')}</p>}>
            <VideoPlayer session={session} video={document} />
          </Suspense>
        )}
        {video === undefined && opening.status === 'opening' && <p role="status">{say('Opening…')}</p>}
        {video === undefined && opening.status === 'failed' && (
          <p role="alert">
            {say('This can’t be shown. {why}', {
              why: say(failures[opening.code] ?? 'Check the connection and try again.'),
            })}{' '}
            {opening.code === 'too-large' && howToHaveIt(session)}
          </p>
        )}
        {body !== undefined && (
          <Contents
            body={body}
            session={session}
            study={study}
            {...(dispatch && { show, showOnly, dispatch })}
          />
        )}
      </div>
    </dialog>
  );
}

interface ContentsProps {
  body: DocumentBody;
  session: StudySession;
  study: number;
  show?: (place: ImagePlace) => void;
  showOnly?: (name: string, places: readonly ImagePlace[]) => void;
  dispatch?: (action: ViewerAction) => void;
}

const howToHaveIt = ({ study }: StudySession) =>
  study.access?.readFile === undefined
    ? say('This link does not let you download it.')
    : say('Download it to open it in a program made for it.');

function Contents(props: ContentsProps): ReactNode {
  const { body, session, study, show, showOnly, dispatch } = props;
  const { answer, file } = body;
  const { index } = session.study;
  switch (answer.kind) {
    case 'file':
      return answer.mediaType === 'application/pdf' ? (
        <Suspense fallback={<p role="status">{say('Opening…')}</p>}>
          <PdfPages bytes={file} />
        </Suspense>
      ) : (
        <p>
          {say('A file of another kind')}
          {answer.title === '' ? '' : `: ${answer.title}`}. {howToHaveIt(session)}
        </p>
      );
    case 'sr':
      return <Report report={answer} index={index} {...(show && { show })} />;
    case 'ko':
      return (
        <KeyImages
          selection={answer}
          session={session}
          {...(show && { show })}
          {...(showOnly && { showOnly })}
        />
      );
    case 'pr':
      return (
        <Presentation
          state={answer}
          session={session}
          study={study}
          {...(show && dispatch && { show, dispatch })}
        />
      );
    case 'other':
      return (
        <p>
          {say('Nothing of it can be shown here.')} {howToHaveIt(session)}
        </p>
      );
  }
}

function KeepButton({ keep }: { keep: (() => Promise<KeptFile>) | undefined }) {
  const [isFailed, setFailed] = useState(false);
  if (keep === undefined) return null;
  return (
    <ToolButton
      label={say(isFailed ? 'Download failed; try again' : 'Download')}
      icon={<Download aria-hidden />}
      onPress={() => {
        keep().then(
          ({ blob, name }) => {
            setFailed(false);
            saveBlob(blob, name);
          },
          () => {
            setFailed(true);
          },
        );
      }}
    />
  );
}
