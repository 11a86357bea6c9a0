import { FolderOpen, Files, HardDriveUpload } from 'lucide-react';
import { useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import type { SourceFile } from '../core/place.ts';
import { listedFiles } from '../sources/dropped-files.ts';
import { pickHandles } from '../sources/file-system-access.ts';
import { handleFiles } from '../sources/handle-files.ts';
import './drop-zone.css';

export interface DropZoneProps {
  /** Files are being dragged over the page. */
  isOver: boolean;
  /** Small once there is something to show below it. */
  isCompact: boolean;
  onFiles: (files: AsyncIterable<SourceFile[]>) => void;
  /** The label of a file or folder that cannot be opened. */
  onUnreadable: (label: string) => void;
  /** What is done with the files, as one word for the section and its inputs: 'Upload'. */
  purpose: string;
  /** What becomes of the files, below what can be dropped. */
  children: ReactNode;
}

/** Says what can be dropped; the two buttons do the same by keyboard and on a phone. */
export function DropZone({ isOver, isCompact, onFiles, onUnreadable, purpose, children }: DropZoneProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [round, setRound] = useState(0);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    if (event.target.files !== null) onFiles(listedFiles(event.target.files));
    // A new input takes the same files again; emptying this one would empty the list that is being read.
    setRound(round + 1);
  };
  const pick = async (what: 'files' | 'folder', input: HTMLInputElement | null) => {
    const handles = await pickHandles(what);
    if (handles === undefined) input?.click();
    else if (handles.length > 0) onFiles(handleFiles(handles, onUnreadable));
  };
  return (
    <section
      className="drop-zone"
      aria-label={purpose}
      data-over={isOver ? '' : undefined}
      data-compact={isCompact ? '' : undefined}
    >
      <HardDriveUpload className="drop-zone-icon" size={isCompact ? 24 : 32} strokeWidth={1.5} aria-hidden />
      <div className="drop-zone-words">
        <h2>{isOver ? 'Drop to see what it holds' : 'Drop studies here'}</h2>
        <p className="muted">{children}</p>
      </div>
      <div className="drop-zone-buttons">
        <Button onPress={() => void pick('files', files.current)}>
          <Files size={18} aria-hidden />
          Choose files
        </Button>
        <Button onPress={() => void pick('folder', folder.current)}>
          <FolderOpen size={18} aria-hidden />
          Choose folder
        </Button>
      </div>
      <input
        key={`files ${String(round)}`}
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={`Files to ${purpose.toLowerCase()}`}
        onChange={choose}
      />
      <input
        key={`folder ${String(round)}`}
        ref={(input) => {
          folder.current = input;
          if (input !== null) input.webkitdirectory = true;
        }}
        type="file"
        multiple
        hidden
        aria-label={`Folder to ${purpose.toLowerCase()}`}
        onChange={choose}
      />
    </section>
  );
}
