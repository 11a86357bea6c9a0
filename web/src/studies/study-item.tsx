import { incompleteWords, missingWords } from '@pacs/shared/completeness';
import { formatPersonName } from '@pacs/shared/dicom/person-name';
import { Ellipsis, FolderOpen, History, Hourglass, Lock, Share2, Trash2, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'react-router';
import { formatBytes, formatDate, formatDicomDate } from '../ui/format.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Badge } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import type { StudyRow } from './core/study-row.ts';
import { documentWords, imagesWords } from './images-words.ts';
import { patientWords } from './core/study-title.ts';
import { Thumbnail } from './thumbnail.tsx';

/** What the page asks about a study: who may see it, whether it goes, whose it is, how long it is kept. */
export type StudyQuestion = 'share' | 'delete' | 'identity' | 'keeping';

export interface StudyActions {
  /** The same function as long as the list is there. */
  onAsk: (about: StudyQuestion, row: StudyRow) => void;
}

function Patient({ row, onAsk }: StudyActions & { row: StudyRow }) {
  const { study, id } = row;
  const name = patientWords(row);
  return (
    <div role="cell" className="study-patient">
      {study.state === 'deleting' || study.rev === 0 ? (
        <span className="study-name">{name}</span>
      ) : (
        <Link to={`/study/${id}`} className="study-name">
          {name}
        </Link>
      )}
      <span className="study-states">
        {study.state === 'deleting' && (
          <Badge>
            <Spinner small /> Deleting
          </Badge>
        )}
        {study.state === 'receiving' && (
          <Badge tone="info">
            <Spinner small /> Receiving
          </Badge>
        )}
        {study.identityConflict !== undefined && study.identityConflict.length > 0 && (
          <Badge tone="problem">
            <TriangleAlert size={12} aria-hidden /> Names different patients
          </Badge>
        )}
        {study.keeping?.hold !== undefined && (
          <Badge tone="info">
            <Lock size={12} aria-hidden /> Legal hold
          </Badge>
        )}
        {study.keeping?.hold === undefined && study.keeping?.warned !== undefined && (
          <Badge tone="warning">
            <Hourglass size={12} aria-hidden /> Deleted on {formatDate(study.keeping.warned.dueMs)}
          </Badge>
        )}
        {study.description.studyInstanceUIDDerived === true && <Badge>No study UID in the files</Badge>}
      </span>
      {study.identityConflict?.map((other, index) => (
        <span key={index} className="study-other-identity">
          also {formatPersonName(other.patientName) || 'no name'}
          {other.patientBirthDate !== undefined && `, born ${formatDicomDate(other.patientBirthDate)}`}
        </span>
      ))}
      {hasConflict(row) && (
        <Button
          size="small"
          onPress={() => {
            onAsk('identity', row);
          }}
        >
          Decide whose it is
        </Button>
      )}
    </div>
  );
}

const hasConflict = ({ study }: StudyRow): boolean =>
  study.state !== 'deleting' && (study.identityConflict ?? []).length > 0;

function Images({ row: { study } }: { row: StudyRow }) {
  const incomplete = incompleteWords(study.completeness);
  const why = missingWords(study.completeness);
  return (
    <div role="cell" className="study-images">
      {incomplete === undefined ? imagesWords(study) : <span className="study-incomplete">{incomplete}</span>}
      {study.documentKinds.length > 0 && <span className="muted">{documentWords(study)}</span>}
      {why !== '' && <span className="study-missing">{why}</span>}
    </div>
  );
}

function Actions({ row, onAsk }: StudyActions & { row: StudyRow }) {
  const { study, id } = row;
  const shareable = study.state !== 'deleting' && study.rev > 0;
  return (
    <div role="cell" className="study-actions">
      <IconButton
        label={`Share ${patientWords(row)}`}
        icon={<Share2 size={18} aria-hidden />}
        isDisabled={!shareable}
        onPress={() => {
          onAsk('share', row);
        }}
      />
      <Menu
        label={`More for ${patientWords(row)}`}
        trigger={
          <IconButton
            label={`More for ${patientWords(row)}`}
            icon={<Ellipsis size={18} aria-hidden />}
            isDisabled={study.state === 'deleting'}
          />
        }
        actions={[
          {
            id: 'open',
            label: 'Open',
            icon: <FolderOpen size={16} aria-hidden />,
            isDisabled: study.rev === 0,
            href: `/study/${id}`,
          },
          {
            id: 'activity',
            label: 'Activity',
            icon: <History size={16} aria-hidden />,
            href: `/activity?study=${id}`,
          },
          {
            id: 'share',
            label: 'Share',
            icon: <Share2 size={16} aria-hidden />,
            isDisabled: !shareable,
            onAction: () => {
              onAsk('share', row);
            },
          },
          {
            id: 'keep',
            label: 'How long it is kept',
            icon: <Hourglass size={16} aria-hidden />,
            onAction: () => {
              onAsk('keeping', row);
            },
          },
          {
            id: 'delete',
            label: study.keeping?.hold === undefined ? 'Delete' : 'Delete (legal hold)',
            icon: <Trash2 size={16} aria-hidden />,
            tone: 'danger',
            isDisabled: study.keeping?.hold !== undefined,
            onAction: () => {
              onAsk('delete', row);
            },
          },
        ]}
      />
    </div>
  );
}

/** The cells of one study: a table row on wide screens, a card on narrow ones (studies.css). */
export const StudyCells = memo(function StudyCells({ row, onAsk }: StudyActions & { row: StudyRow }) {
  const { identity, description } = row.study;
  return (
    <>
      <div role="cell" className="study-picture">
        <Thumbnail bytes={row.thumbnail} />
      </div>
      <Patient row={row} onAsk={onAsk} />
      <div role="cell" className="study-id mono">
        {identity.patientID ?? ''}
      </div>
      <div role="cell" className="study-born">
        {formatDicomDate(identity.patientBirthDate)}
      </div>
      <div role="cell" className="study-date">
        {formatDicomDate(description.studyDate)}
      </div>
      <div role="cell" className="study-modality mono">
        {row.study.modalities.join(' ')}
      </div>
      <div role="cell" className="study-description">
        {description.studyDescription ?? ''}
      </div>
      <Images row={row} />
      <div role="cell" className="study-size">
        {formatBytes(row.study.counts.bytes)}
      </div>
      <Actions row={row} onAsk={onAsk} />
    </>
  );
});
