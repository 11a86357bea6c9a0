/** Out of the viewer: the image as a picture, several as a ZIP, the study's own files with a DICOMDIR. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from '../../intake/view/use-store.ts';
import { say } from '../../words/say.ts';
import { useFrameOf } from '../view/pane-board.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import { ToolButton } from '../view/tool-button.tsx';
import type { PanelProps } from '../view/viewer-parts.ts';
import { encodeCanvas, imageCanvas, type PictureWish } from './image-canvas.ts';
import { keepImage, keptImagesOf, zipOfImages } from './key-images.ts';
import { saveBlob } from '../../ui/save-blob.ts';
import { track } from '../../usage/track.ts';
import { TakeStudy } from './take-study.tsx';
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
      aria-label={say('Take away')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="v-panel-head">
        <h2>{say('Take away')}</h2>
        <ToolButton label={say('Close')} icon={<X aria-hidden />} onPress={onClose} />
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
  const [wish, setWish] = useState<PictureWish>({ extent: 'whole', withWords: true, withDrawings: true });
  const [format, setFormat] = useState<Format>('png');
  const [failure, setFailure] = useState<string>();
  const kept = useStore(keptImagesOf(frame.session));
  const isHere = frame.decoded !== undefined && !frame.isPreview;

  const take = async (handOver: (picture: Blob, name: string) => void) => {
    setFailure(undefined);
    const canvas = imageCanvas(frame, wish);
    if (canvas === undefined) throw new Error('no whole image');
    const place = `series-${String(frame.stack + 1)}-image-${String(frame.position + 1)}`;
    handOver(await encodeCanvas(canvas, `image/${format}`), `${place}.${format === 'png' ? 'png' : 'jpg'}`);
  };
  const attempt = (work: Promise<void>) => {
    work.catch(() => {
      setFailure(say('The picture could not be made.'));
    });
  };
  return (
    <section>
      <h3>{say('This image')}</h3>
      <Choice
        legend={say('Part of the image')}
        name="extent"
        options={[
          ['whole', say('All of it, pixel by pixel')],
          ['screen', say('As on the screen')],
        ]}
        chosen={wish.extent}
        onChoose={(extent) => {
          setWish({ ...wish, extent });
        }}
      />
      <Tick
        isOn={wish.withWords}
        onChange={(withWords) => {
          setWish({ ...wish, withWords });
        }}
      >
        {say('Patient, orientation and “not for primary diagnosis” in the picture')}
      </Tick>
      <Tick
        isOn={wish.withDrawings}
        onChange={(withDrawings) => {
          setWish({ ...wish, withDrawings });
        }}
      >
        {say('Measurements and drawings in the picture')}
      </Tick>
      <Choice
        legend={say('Kind of picture')}
        name="format"
        options={[
          ['png', say('PNG, without loss')],
          ['jpeg', say('JPEG, smaller')],
        ]}
        chosen={format}
        onChoose={setFormat}
      />
      {!isHere && <p role="status">{say('The image is not here whole yet.')}</p>}
      <div className="v-take-buttons">
        <button
          type="button"
          className="v-button"
          disabled={!isHere}
          onClick={() => {
            attempt(take(saveBlob));
          }}
        >
          {say('Save picture')}
        </button>
        <button
          type="button"
          className="v-button"
          disabled={!isHere}
          onClick={() => {
            attempt(
              take((picture, name) => {
                keepImage(frame.session, { picture, name });
              }),
            );
          }}
        >
          {say('Put aside')}
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
                  track({ name: 'action', action: 'images_saved', outcome: 'done' });
                }),
              );
            }}
          >
            {kept.length === 1
              ? say('Save one picture as ZIP')
              : say('Save {n} pictures as ZIP', { n: kept.length })}
          </button>
          <button
            type="button"
            className="v-button"
            onClick={() => {
              keptImagesOf(frame.session).setState([]);
            }}
          >
            {say('Forget them')}
          </button>
        </div>
      )}
      {failure !== undefined && <p role="alert">{failure}</p>}
    </section>
  );
}

function Tick({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="v-take-choice">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {children}
    </label>
  );
}

function Choice<T extends string>({
  legend,
  name,
  options,
  chosen,
  onChoose,
}: {
  legend: string;
  name: string;
  options: readonly (readonly [T, string])[];
  chosen: T;
  onChoose: (option: T) => void;
}) {
  return (
    <fieldset className="v-take-formats">
      <legend className="visually-hidden">{legend}</legend>
      {options.map(([option, words]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            checked={chosen === option}
            onChange={() => {
              onChoose(option);
            }}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
