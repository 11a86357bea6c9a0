/** The study's own files, or a series of it, as a ZIP with a DICOMDIR. */
import { useEffect, useRef, useState } from 'react';
import { say } from '../../words/say.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import { openTarget } from './save-stream.ts';
import { writeStudyZip, type ZipProgress } from '@pacs/shared/packs/study-zip';

type Taking =
  | { status: 'idle' }
  | { status: 'taking'; progress: ZipProgress | undefined }
  | { status: 'done'; progress: ZipProgress }
  | { status: 'failed' };

export function TakeStudy({ frame }: { frame: PaneFrame }) {
  const { access, index } = frame.session.study;
  const [taking, setTaking] = useState<Taking>({ status: 'idle' });
  const abort = useRef<AbortController>(undefined);
  const section = useRef<HTMLElement>(null);
  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => {
    // The button that had the focus has given way to another.
    if (taking.status !== 'idle' && document.activeElement === document.body) section.current?.focus();
  }, [taking.status]);
  const takeFiles = access?.takeFiles;
  if (takeFiles === undefined) return null;

  const take = async (series: string | undefined) => {
    // Asked first: browsers let one choose a file only right after a press.
    const target = await openTarget('study.zip');
    if (target === undefined) return;
    const controller = new AbortController();
    abort.current = controller;
    setTaking({ status: 'taking', progress: undefined });
    try {
      const { files, close } = await takeFiles(series);
      try {
        const progress = await writeStudyZip(files, target.into, controller.signal, (now) => {
          setTaking({ status: 'taking', progress: now });
        });
        await target.finish();
        setTaking({ status: 'done', progress });
      } finally {
        close();
      }
    } catch {
      await target.into.abort().catch(() => undefined);
      setTaking({ status: controller.signal.aborted ? 'idle' : 'failed' });
    }
  };
  const series = index.stacks[frame.stack]?.series;
  return (
    <section ref={section} tabIndex={-1} aria-label={say('The files themselves')}>
      <h3>{say('The files themselves')}</h3>
      <p>{say('DICOM files as they were given, with a DICOMDIR. Each is compared with its checksum.')}</p>
      {taking.status === 'taking' ? (
        <>
          <progress
            aria-label={say('Files written')}
            max={taking.progress?.files ?? 1}
            value={taking.progress?.done ?? 0}
          />
          <p role="status">
            {taking.progress === undefined
              ? say('Getting ready…')
              : say('{done} of {files} files', { done: taking.progress.done, files: taking.progress.files })}
          </p>
          <button
            type="button"
            className="v-button"
            onClick={() => {
              abort.current?.abort();
            }}
          >
            {say('Cancel')}
          </button>
        </>
      ) : (
        <div className="v-take-buttons">
          <button type="button" className="v-button" onClick={() => void take(undefined)}>
            {say('Save study as ZIP')}
          </button>
          <button type="button" className="v-button" onClick={() => void take(series)}>
            {say('Save this series')}
          </button>
        </div>
      )}
      {taking.status === 'failed' && (
        <p role="alert">
          {say('The files could not be fetched or written. Check connection and disk, then try again.')}
        </p>
      )}
      {taking.status === 'done' && <Outcome progress={taking.progress} />}
    </section>
  );
}

function Outcome({ progress: { files, failed } }: { progress: ZipProgress }) {
  if (failed.length === 0)
    return <p role="status">{say('{n} files written, each as it was given.', { n: files })}</p>;
  return (
    <div role="alert">
      <p>
        {say('{failed} of {files} files could not be put together as given and were left out:', {
          failed: failed.length,
          files,
        })}
      </p>
      <ul>
        {failed.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </div>
  );
}
