/**
 * Pages of a PDF, drawn by pdf.js: a hostile file meets an interpreter of drawing commands in a worker, never the
 * browser's viewer under this origin. Scripts, forms and links of the file are not run, filled or followed.
 */
import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../words/say.ts';

/** Sharp on dense screens without drawing more than a large screen shows. */
const maxDensity = 2;

export default function PdfPages({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const port = new Worker(new URL('./pdf.worker.ts', import.meta.url), { type: 'module', name: 'pdf' });
    // pdf.js takes the bytes away with it.
    const task = getDocument({
      worker: PDFWorker.create({ port }),
      data: bytes.slice(),
      enableXfa: false,
      useSystemFonts: true,
      stopAtErrors: false,
    });
    task.promise.then(setPdf, (cause: unknown) => {
      const isLocked = cause instanceof Error && cause.name === 'PasswordException';
      setFailure(
        isLocked
          ? say('It is protected by a password. Another program may open it.')
          : say('The file is damaged. Another program may open it.'),
      );
    });
    return () => {
      void task.destroy();
      port.terminate();
    };
  }, [bytes]);
  if (failure !== undefined)
    return <p role="alert">{say('The PDF can’t be shown. {why}', { why: failure })}</p>;
  if (pdf === undefined) return <p role="status">{say('Opening…')}</p>;
  return (
    <div className="v-pdf">
      {Array.from({ length: pdf.numPages }, (_, i) => (
        <Page key={i} pdf={pdf} number={i + 1} />
      ))}
    </div>
  );
}

/** Drawn when it first comes near; its text is there for those who listen to it. */
function Page({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const { current } = canvas;
    if (current === null) return;
    let cancel: (() => void) | undefined;
    const draw = async () => {
      const page = await pdf.getPage(number);
      const width = current.parentElement?.clientWidth ?? 800;
      const unscaled = page.getViewport({ scale: 1 });
      const scale = (width / unscaled.width) * Math.min(maxDensity, devicePixelRatio);
      const viewport = page.getViewport({ scale });
      current.width = Math.floor(viewport.width);
      current.height = Math.floor(viewport.height);
      const rendering = page.render({ canvas: current, viewport, annotationMode: 0 });
      cancel = () => {
        rendering.cancel();
      };
      await rendering.promise;
      current.dataset['drawn'] = '';
      const { items } = await page.getTextContent();
      setText(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    };
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        // Cancelled when the dialog closes, or a page that is broken stays white.
        draw().catch(() => undefined);
      },
      { rootMargin: '400px' },
    );
    observer.observe(current);
    return () => {
      observer.disconnect();
      cancel?.();
    };
  }, [pdf, number]);
  return (
    <figure>
      <canvas ref={canvas} role="img" aria-label={say('Page {n} of {of}', { n: number, of: pdf.numPages })} />
      <figcaption className="visually-hidden">{text}</figcaption>
    </figure>
  );
}
