import { FolderOpen, Files, HardDriveUpload } from 'lucide-react';
import { useRef, useState, type ChangeEvent, type ReactNode, type RefObject } from 'react';
import { Button } from '../../ui/button.tsx';
import './drop-zone.css';

export interface DropZoneProps {
  /** Files are being dragged over the page. */
  isOver: boolean;
  /** Small once there is something to show below it. */
  isCompact: boolean;
  onFiles: (files: FileList) => void;
  /** What is done with the files, as one word for the section and its inputs: 'Upload'. */
  purpose: string;
  /** What becomes of the files, below what can be dropped. */
  children: ReactNode;
}

/** Says what can be dropped; the two buttons do the same by keyboard and on a phone. */
export function DropZone({ isOver, isCompact, onFiles, purpose, children }: DropZoneProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [round, setRound] = useState(0);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    if (event.target.files !== null) onFiles(event.target.files);
    // A new input takes the same files again; emptying this one would empty the list that is being read.
    setRound(round + 1);
  };
  const opener = (input: RefObject<HTMLInputElement | null>, icon: ReactNode, words: string) => (
    <Button
      onPress={() => {
        input.current?.click();
      }}
    >
      {icon}
      {words}
    </Button>
  );
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
        {opener(files, <Files size={18} aria-hidden />, 'Choose files')}
        {opener(folder, <FolderOpen size={18} aria-hidden />, 'Choose folder')}
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
