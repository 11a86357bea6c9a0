import { ownerActions } from '@pacs/shared/audit-document';
import { Select } from '../ui/select.tsx';
import { periods, type ActivityFilter } from './core/activity-filter.ts';
import { actionWords } from './core/activity-words.ts';

interface ActivityFiltersProps {
  studies: readonly { id: string; title: string }[];
  value: ActivityFilter;
  onChange: (value: ActivityFilter) => void;
}

const any = 'any';

export function ActivityFilters({ studies, value, onChange }: ActivityFiltersProps) {
  const { studyId, action, period } = value;
  const isGone = studyId !== undefined && studies.every(({ id }) => id !== studyId);
  return (
    <div className="activity-filters">
      <Select
        label="Study"
        options={[
          { id: any, name: 'All studies' },
          ...studies.map(({ id, title }) => ({ id, name: title })),
          ...(isGone ? [{ id: studyId, name: 'A study that is no longer there' }] : []),
        ]}
        value={studyId ?? any}
        onChange={(id) => {
          onChange({ ...value, studyId: id === any ? undefined : id });
        }}
      />
      <Select
        label="What"
        options={[
          { id: any, name: 'Everything' },
          ...ownerActions.map((id) => ({ id, name: actionWords[id] })),
        ]}
        value={action ?? any}
        onChange={(id) => {
          onChange({ ...value, action: id === any ? undefined : id });
        }}
      />
      <Select
        label="When"
        options={periods}
        value={period}
        onChange={(id) => {
          onChange({ ...value, period: id });
        }}
      />
    </div>
  );
}
