/** The DICOM elements of the shown image, with a search; for its owner and for files of this computer. */
import { tagWords, type ElementRow } from '@pacs/shared/dicom/list-elements';
import { X } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { countWords } from '../core/words.ts';
import { useFrameOf } from '../view/pane-board.ts';
import { ToolButton } from '../view/tool-button.tsx';
import type { PanelProps } from '../view/viewer-parts.ts';
import { findElements } from './find-elements.ts';
import { useElements } from './use-elements.ts';
import './elements.css';

const shownAtOnce = 200;

export default function ElementsPanel({ board, active, onClose }: PanelProps) {
  const elements = useElements(useFrameOf(board, active));
  const [question, setQuestion] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    search.current?.focus();
  }, []);
  return (
    <div
      className="v-panel v-elements"
      role="dialog"
      aria-label="DICOM elements"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        // Letters belong to the search, arrows to the list.
        event.stopPropagation();
      }}
    >
      <div className="v-panel-head">
        <h2>DICOM elements{elements.status === 'ok' ? ` · image ${String(elements.position + 1)}` : ''}</h2>
        <ToolButton label="Close" icon={<X aria-hidden />} onPress={onClose} />
      </div>
      <input
        ref={search}
        type="search"
        className="v-elements-search"
        aria-label="Search by name, tag or value"
        placeholder="Name, tag or value"
        value={question}
        onChange={(event) => {
          setQuestion(event.target.value);
        }}
      />
      {elements.status === 'reading' && <p role="status">Reading…</p>}
      {elements.status === 'failed' && <p role="alert">The elements of this image can’t be read now.</p>}
      {elements.status === 'ok' && (
        <Found rows={elements.rows} question={question} truncated={elements.truncated} />
      )}
    </div>
  );
}

function Found(props: { rows: readonly ElementRow[]; question: string; truncated: boolean }) {
  const { rows, truncated } = props;
  const question = useDeferredValue(props.question);
  const found = useMemo(() => findElements(rows, question), [rows, question]);
  const [more, setMore] = useState({ question, pages: 1 });
  const pages = more.question === question ? more.pages : 1;
  const shown = found.slice(0, pages * shownAtOnce);
  return (
    <>
      <p role="status" className="v-elements-count">
        {question === '' ? countWords(rows.length, 'element', 'elements') : `${String(found.length)} found`}
        {truncated ? '; the file breaks off or holds more' : ''}
      </p>
      <div className="v-elements-list" tabIndex={0} role="region" aria-label="Elements">
        <table>
          <thead className="visually-hidden">
            <tr>
              <th>Tag</th>
              <th>Name and value</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <Row key={at} row={row} />
            ))}
          </tbody>
        </table>
        {shown.length < found.length && (
          <button
            type="button"
            className="v-button"
            onClick={() => {
              setMore({ question, pages: pages + 1 });
            }}
          >
            Show {Math.min(shownAtOnce, found.length - shown.length)} more
          </button>
        )}
      </div>
    </>
  );
}

function Row({ row: { tag, depth, vr, keyword, name, isPrivate, value } }: { row: ElementRow }) {
  return (
    <tr data-private={isPrivate ? '' : undefined}>
      <td className="v-elements-tag">
        {tagWords(tag)}
        <span>{vr}</span>
      </td>
      <td style={{ paddingInlineStart: `${String(depth * 12)}px` }}>
        <span className="v-elements-name" title={keyword}>
          {name}
        </span>
        <span className="v-elements-value">{value}</span>
      </td>
    </tr>
  );
}
