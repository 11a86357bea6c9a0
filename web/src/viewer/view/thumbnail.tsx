import { renderFrame } from '@pacs/shared/display/render-frame';
import type { BlobRef } from '@pacs/shared/manifest';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { pixelShape } from '../core/facts.ts';
import { stretch } from '../core/turn.ts';
import { appliedVoi } from '../core/voi.ts';
import type { StudySession } from '../engine/study-session.ts';
import { say } from '../../words/say.ts';
import { useTables } from './use-frame.ts';

interface ThumbnailProps {
  session: StudySession;
  stack: number;
}

/**
 * The small picture of a stack, asked for when it is mounted. Leading bytes of a frame come for the stack's own sake
 * and make the picture by the way; where there are none, the stored one saves a whole frame.
 */
export function Thumbnail({ session, stack }: ThumbnailProps) {
  const { picture, frames = [], portrait = 0 } = session.stacks[stack] ?? {};
  const [isRefused, setRefused] = useState(false);
  if (picture === undefined || isRefused || (frames[portrait]?.leadBytes ?? 0) > 0)
    return <DrawnThumbnail session={session} stack={stack} />;
  return (
    <StoredThumbnail
      session={session}
      picture={picture}
      onRefused={() => {
        setRefused(true);
      }}
    />
  );
}

/** Asked for once a first image is here: nothing may stand in its way. */
function StoredThumbnail({
  session,
  picture,
  onRefused,
}: {
  session: StudySession;
  picture: BlobRef;
  onRefused: () => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 1, height: 1 });
  const isOpen = useSyncExternalStore(session.engine.subscribe, () => session.engine.hasArrived());
  const refuse = useEffectEvent(onRefused);

  useEffect(() => {
    if (!isOpen) return;
    let isGone = false;
    const draw = async () => {
      const bytes = await session.blob(picture);
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/webp' }));
      if (isGone || canvas.current === null) return;
      const { width, height } = bitmap;
      Object.assign(canvas.current, { width, height });
      canvas.current.getContext('2d')?.drawImage(bitmap, 0, 0);
      setSize({ width, height });
    };
    draw().catch(() => {
      if (!isGone) refuse();
    });
    return () => {
      isGone = true;
    };
  }, [isOpen, session, picture]);

  const ratio = size.width / size.height;
  return (
    <canvas
      ref={canvas}
      className="v-thumb-picture"
      aria-hidden="true"
      style={{ aspectRatio: String(ratio), [ratio > 1 ? 'width' : 'height']: '100%' }}
    />
  );
}

function DrawnThumbnail({ session, stack }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useSyncExternalStore(session.engine.subscribe, () => session.engine.thumbnail(stack));
  const entry = session.stacks[stack];
  const { display, format, ref } = entry?.frames[entry.portrait]?.facts ?? {};
  const tables = useTables(session, display);

  useEffect(() => {
    const target = canvas.current;
    if (target === null || view.state !== 'full' || display === undefined || tables?.state !== 'ready')
      return;
    const { decoded } = view;
    const { luts } = tables.tables;
    const context = target.getContext('2d');
    target.width = decoded.columns;
    target.height = decoded.rows;
    try {
      const voi = appliedVoi(undefined, display, decoded, luts, { stored: ref?.range });
      const pixels = renderFrame(decoded, { display, luts, voi, bitsStored: format?.bitsStored });
      context?.putImageData(new ImageData(pixels, decoded.columns, decoded.rows), 0, 0);
    } catch {
      context?.clearRect(0, 0, target.width, target.height);
    }
  }, [view, display, format, ref, tables]);

  const { width, height } = stretch(pixelShape(display));
  const ratio = ((format?.columns ?? 1) * width) / ((format?.rows ?? 1) * height);
  if (view.state === 'failed') return <span className="v-thumb-none">{say('No picture')}</span>;
  return (
    <canvas
      ref={canvas}
      className="v-thumb-picture"
      aria-hidden="true"
      style={{ aspectRatio: String(ratio), [ratio > 1 ? 'width' : 'height']: '100%' }}
    />
  );
}
