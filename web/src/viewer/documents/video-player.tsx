/** A video, whole and compared with what was stored before any of it is shown; in words where it cannot be played. */
import type { IndexDocument } from '@pacs/shared/manifest';
import { useEffect, useState } from 'react';
import { streamLook, VideoFailure, type StreamLook } from '../core/video-stream.ts';
import { reasonWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import { saveBlob } from '../../ui/save-blob.ts';
import { say } from '../../words/say.ts';

type Fetching =
  | { status: 'fetching'; share: number }
  | { status: 'here'; blob: Blob; address: string; look: StreamLook }
  | { status: 'failed'; words: string };

function useVideo({ readVideo }: StudySession, document: IndexDocument): Fetching {
  const [fetching, setFetching] = useState<Fetching>({ status: 'fetching', share: 0 });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let address: string | undefined;
    const onProgress = (share: number) => {
      if (!signal.aborted) setFetching({ status: 'fetching', share });
    };
    readVideo(document, { signal, onProgress }).then(
      (stream) => {
        if (signal.aborted) return;
        const look = streamLook(stream, document.video?.transferSyntaxUID ?? '');
        const blob = new Blob([stream], { type: look.type.replace(/;.*/, '') });
        address = URL.createObjectURL(blob);
        setFetching({ status: 'here', blob, address, look });
      },
      (cause: unknown) => {
        if (signal.aborted) return;
        const words = reasonWords(cause instanceof VideoFailure ? cause.reason : 'unreachable');
        setFetching({ status: 'failed', words });
      },
    );
    return () => {
      controller.abort();
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [readVideo, document]);
  return fetching;
}

const canPlay = (type: string): boolean => document.createElement('video').canPlayType(type) !== '';

export default function VideoPlayer({ session, video }: { session: StudySession; video: IndexDocument }) {
  const fetching = useVideo(session, video);
  const mayKeep = session.study.access?.readFile !== undefined;
  const [isRefused, setRefused] = useState(false);
  if (fetching.status === 'failed')
    return <p role="alert">{say('The video can’t be shown. {why}', { why: fetching.words })}</p>;
  if (fetching.status === 'fetching')
    return (
      <div className="v-video">
        <p role="status">{say('Fetching the video…')}</p>
        <progress aria-label={say('Of the video')} max={1} value={fetching.share} />
      </div>
    );
  const { blob, address, look } = fetching;
  return (
    <div className="v-video">
      {isRefused || !canPlay(look.type) ? (
        <p role="alert">
          {say('This browser can’t play it: {format}.', { format: look.name })}{' '}
          {mayKeep
            ? say('Save it and open it in a program for videos.')
            : say('This link does not let you download it.')}
        </p>
      ) : (
        // A scan has no words to be read along with it.
        <video
          src={address}
          controls
          playsInline
          loop
          aria-label={say('Video')}
          {...(!mayKeep && { controlsList: 'nodownload' })}
          onError={() => {
            setRefused(true);
          }}
        />
      )}
      <p className="v-video-note">
        {say('Lossy')} · {say('Not for primary diagnosis')}
      </p>
      {mayKeep && (
        <button
          type="button"
          className="v-button"
          onClick={() => {
            saveBlob(new Blob([blob], { type: 'application/octet-stream' }), `video.${look.extension}`);
          }}
        >
          {say('Save video')}
        </button>
      )}
    </div>
  );
}
