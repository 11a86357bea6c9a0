/** Out of the viewer: the image as a picture, several as a ZIP, the study's own files with a DICOMDIR. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../intake/view/use-store.ts';
import { countWords } from '../core/words.ts';
import { useFrameOf } from '../view/pane-board.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import { ToolButton } from '../view/tool-button.tsx';
import type { PanelProps } from '../view/viewer-parts.ts';
import { encodeCanvas, imageCanvas } from './image-canvas.ts';
import { keepImage, keptImages, zipOfImages } from './key-images.ts';
import { saveBlob } from './save-blob.ts';
import { openTarget } from './save-stream.ts';
import { writeStudyZip, type ZipProgress } from './study-zip.ts';
import './take-away.css';

type Format = 'png' | 'jpeg';

export default function TakeAwayPanel({ board, active, onClose }: PanelProps) {
  const frame = useFrameOf(board, active);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div
      ref={panel}
      className="v-panel v-take"
      role="dialog"
      aria-label="Take away"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="v-panel-head">
        <h2>Take away</h2>
        <ToolButton label="Close" icon={<X aria-hidden />} onPress={onClose} />
      </div>
      {frame !== undefined && (
        <>
          <TakeImage frame={frame} />
          <TakeStudy frame={frame} />
        </>
      )}
    </div>
  );
}

function TakeImage({ frame }: { frame: PaneFrame }) {
  const [withWords, setWithWords] = useState(true);
  const [format, setFormat] = useState<Format>('png');
  const [failure, setFailure] = useState<string>();
  const kept = useStore(keptImages);
  const isHere = frame.decoded !== undefined && !frame.isPreview;

  const take = async (handOver: (picture: Blob, name: string) => void) => {
    setFailure(undefined);
    const canvas = imageCanvas(frame, withWords);
    if (canvas === undefined) throw new Error('no whole image');
    const place = `series-${String(frame.stack + 1)}-image-${String(frame.position + 1)}`;
    handOver(await encodeCanvas(canvas, `image/${format}`), `${place}.${format === 'png' ? 'png' : 'jpg'}`);
  };
  const attempt = (work: Promise<void>) => {
    work.catch(() => {
      setFailure('The picture could not be made.');
    });
  };
  return (
    <section>
      <h3>This image</h3>
      <label className="v-take-choice">
        <input
          type="checkbox"
          checked={withWords}
          onChange={(event) => {
            setWithWords(event.target.checked);
          }}
        />
        Patient, orientation and “not for primary diagnosis” in the picture
      </label>
      <fieldset className="v-take-formats">
        <legend className="visually-hidden">Kind of picture</legend>
        {(['png', 'jpeg'] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="picture"
              checked={format === one}
              onChange={() => {
                setFormat(one);
              }}
            />
            {one === 'png' ? 'PNG, without loss' : 'JPEG, smaller'}
          </label>
        ))}
      </fieldset>
      {!isHere && <p role="status">The image is not here whole yet.</p>}
      <div className="v-take-buttons">
        <button
          type="button"
          className="v-button"
          disabled={!isHere}
          onClick={() => {
            attempt(take(saveBlob));
          }}
        >
          Save picture
        </button>
        <button
          type="button"
          className="v-button"
          disabled={!isHere}
          onClick={() => {
            attempt(
              take((picture, name) => {
                keepImage({ picture, name });
              }),
            );
          }}
        >
          Put aside
        </button>
      </div>
      {kept.length > 0 && (
        <div className="v-take-buttons">
          <button
            type="button"
            className="v-button"
            onClick={() => {
              attempt(
                zipOfImages(kept).then((zip) => {
                  saveBlob(zip, 'images.zip');
                }),
              );
            }}
          >
            Save {countWords(kept.length, 'picture', 'pictures')} as ZIP
          </button>
          <button
            type="button"
            className="v-button"
            onClick={() => {
              keptImages.setState([]);
            }}
          >
            Forget them
          </button>
        </div>
      )}
      {failure !== undefined && <p role="alert">{failure}</p>}
    </section>
  );
}

type Taking =
  | { status: 'idle' }
  | { status: 'taking'; progress: ZipProgress | undefined }
  | { status: 'done'; progress: ZipProgress }
  | { status: 'failed' };

function TakeStudy({ frame }: { frame: PaneFrame }) {
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
    <section ref={section} tabIndex={-1} aria-label="The files themselves">
      <h3>The files themselves</h3>
      <p>DICOM files as they were given, with a DICOMDIR. Each is compared with its checksum.</p>
      {taking.status === 'taking' ? (
        <>
          <progress
            aria-label="Files written"
            max={taking.progress?.files ?? 1}
            value={taking.progress?.done ?? 0}
          />
          <p role="status">
            {taking.progress === undefined
              ? 'Getting ready…'
              : `${String(taking.progress.done)} of ${String(taking.progress.files)} files`}
          </p>
          <button
            type="button"
            className="v-button"
            onClick={() => {
              abort.current?.abort();
            }}
          >
            Cancel
          </button>
        </>
      ) : (
        <div className="v-take-buttons">
          <button type="button" className="v-button" onClick={() => void take(undefined)}>
            Save study as ZIP
          </button>
          <button type="button" className="v-button" onClick={() => void take(series)}>
            Save this series
          </button>
        </div>
      )}
      {taking.status === 'failed' && (
        <p role="alert">
          The files could not be fetched or written. Check connection and disk, then try again.
        </p>
      )}
      {taking.status === 'done' && <Outcome progress={taking.progress} />}
    </section>
  );
}

function Outcome({ progress: { files, failed } }: { progress: ZipProgress }) {
  if (failed.length === 0)
    return <p role="status">{countWords(files, 'file', 'files')} written, each as it was given.</p>;
  return (
    <div role="alert">
      <p>
        {countWords(failed.length, 'file', 'files')} of {files} could not be put together as given and were
        left out:
      </p>
      <ul>
        {failed.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </div>
  );
}
