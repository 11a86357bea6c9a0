import { useId, useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { Badge } from '../../ui/notice.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { countOf, formatBytes } from '../../ui/format.ts';
import type { SeriesNode, StudyNode } from '../../intake/core/nodes.ts';
import type { Unticked } from '../core/selection.ts';
import { joined, studyName } from '../../intake/view/study-facts.ts';

export interface RecognisedStudyProps {
  study: StudyNode;
  /** Images of this study that are in the list already. */
  storedImages: number;
  unticked: Unticked;
  onTick: (seriesKeys: string[], ticked: boolean) => void;
}

/** "3 images", or for what is none: "1 document". */
function contents({ instances, images }: { instances: number; images: number }): string {
  return images > 0 ? countOf(images, 'image') : countOf(instances, 'document');
}

/** Nothing while the disc's directory alone is known: it tells no sizes. */
const sizeOf = ({ bytes, awaited }: Pick<StudyNode, 'bytes' | 'awaited'>): string =>
  awaited > 0 ? '' : formatBytes(bytes);

const missingWords = (missing: number): string =>
  `${countOf(missing, 'image')} listed on the CD ${missing === 1 ? 'is' : 'are'} missing`;

function seriesName({ number, modality, description }: SeriesNode): string {
  return joined(number === undefined ? '' : String(number), modality, description ?? 'no description');
}

export function RecognisedStudy({ study, storedImages, unticked, onTick }: RecognisedStudyProps) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const keys = study.series.map(({ key }) => key);
  const ticked = keys.filter((key) => !unticked.has(key)).length;
  return (
    <li className="upload-study">
      <div className="upload-study-head">
        <Checkbox
          isSelected={study.instances > 0 && ticked === keys.length}
          isDisabled={study.instances === 0}
          isIndeterminate={ticked > 0 && ticked < keys.length}
          onChange={(selected) => {
            onTick(keys, selected);
          }}
        >
          <span className="upload-study-name">{studyName(study)}</span>{' '}
          <span className="muted upload-study-size">
            {study.instances === 0 ? 'not on the CD' : joined(contents(study), sizeOf(study))}
          </span>
        </Checkbox>
        <button
          type="button"
          className="upload-more"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <ChevronRight size={16} aria-hidden />
          {ticked === keys.length
            ? `${String(keys.length)} series`
            : `${String(ticked)} of ${String(keys.length)} series`}
        </button>
      </div>
      <div className="upload-badges">
        {storedImages > 0 && <Badge tone="info">{countOf(storedImages, 'image')} of it stored already</Badge>}
        {study.identityConflict && (
          <Badge tone="warning">Two different names or birth dates in this study</Badge>
        )}
        {study.missing > 0 && <Badge tone="warning">{missingWords(study.missing)}</Badge>}
        {study.awaited > 0 && <Badge>Being read: {countOf(study.awaited, 'image')} to go</Badge>}
        {study.truncated > 0 && <Badge tone="warning">{countOf(study.truncated, 'file')} cut short</Badge>}
        {study.repeated > 0 && <Badge>{countOf(study.repeated, 'repeated file')}</Badge>}
        {study.studyInstanceUID === '' && <Badge>Without a study number of its own</Badge>}
      </div>
      {isOpen && (
        <ul id={listId} className="upload-series">
          {study.series.map((series) => (
            <li key={series.key}>
              <Checkbox
                isSelected={series.instances > 0 && !unticked.has(series.key)}
                isDisabled={series.instances === 0}
                onChange={(selected) => {
                  onTick([series.key], selected);
                }}
              >
                {seriesName(series)}{' '}
                <span className="muted upload-study-size">
                  {joined(
                    series.instances > 0 ? contents(series) : '',
                    sizeOf(series),
                    series.missing > 0 ? missingWords(series.missing) : '',
                  )}
                </span>
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
