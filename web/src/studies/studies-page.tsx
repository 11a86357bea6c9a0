import type { KeepRule } from '@pacs/shared/keeping';
import { SearchX, Upload } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { SearchField, Label, Input } from 'react-aria-components';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { Loading } from '../ui/loading.tsx';
import { useTitle } from '../ui/use-title.ts';
import { searchRows } from './core/search.ts';
import { pressedColumn, sortingFromAddress, sortingToAddress, sortRows, type SortKey } from './core/sort.ts';
import type { StudyRow } from './core/study-row.ts';
import { DeleteStudyDialog } from './delete-study-dialog.tsx';
import { KeepingDialog } from './keeping-dialog.tsx';
import { ResolveIdentityDialog } from './resolve-identity-dialog.tsx';
import type { StudyQuestion } from './study-item.tsx';
import { StudyList } from './study-list.tsx';
import type { SeenStudies } from './use-studies.ts';
import './studies.css';

const sortOptions: readonly { id: SortKey; name: string }[] = [
  { id: 'added', name: 'Newest upload' },
  { id: 'patient', name: 'Patient' },
  { id: 'id', name: 'Patient ID' },
  { id: 'born', name: 'Birth date' },
  { id: 'date', name: 'Study date' },
  { id: 'modality', name: 'Modality' },
  { id: 'description', name: 'Description' },
  { id: 'images', name: 'Images' },
  { id: 'size', name: 'Size' },
];

export interface StudiesPageProps {
  studies: SeenStudies;
  upload: ReactNode;
  /** The dialog that shares a study. */
  share: (row: StudyRow, onClose: () => void) => ReactNode;
  /** What the owner has chosen for all studies. */
  ownersRule: KeepRule | undefined;
}

type Asked = { about: StudyQuestion; id: string } | undefined;

export function StudiesPage({ studies, upload, share, ownersRule }: StudiesPageProps) {
  useTitle('Studies');
  const [query, setQuery] = useState('');
  const [address, setAddress] = useSearchParams();
  const [asked, setAsked] = useState<Asked>();
  const sorting = sortingFromAddress(address.get('sort'));
  const { key, direction } = sorting;
  const wanted = useDeferredValue(query);

  const all = studies.status === 'ready' ? studies.rows : undefined;
  const rows = useMemo(
    () => sortRows(searchRows(all ?? [], wanted), { key, direction }),
    [all, wanted, key, direction],
  );
  const sortBy = (next: SortKey) => {
    setAddress(
      { sort: sortingToAddress(pressedColumn(sorting, next)) },
      { replace: true, preventScrollReset: true },
    );
  };
  const ask = useCallback((about: StudyQuestion, { id }: StudyRow) => {
    setAsked({ about, id });
  }, []);
  const close = () => {
    setAsked(undefined);
  };
  const askedRow = all?.find((row) => row.id === asked?.id);

  return (
    <div className="studies-page">
      <h1 className="visually-hidden">Studies</h1>
      {upload}
      {studies.status === 'loading' && <Loading label="Loading your studies" />}
      {studies.status === 'failed' && (
        <Notice tone="problem">
          Your studies can’t be loaded. Check the connection and reload the page.
        </Notice>
      )}
      {all?.length === 0 && (
        <EmptyState icon={<Upload size={40} strokeWidth={1.5} aria-hidden />} title="No studies yet">
          <p>
            Drop DICOM files, folders, a CD or a ZIP above. You see what was recognised before anything leaves
            your computer; a few seconds later the study is here.
          </p>
        </EmptyState>
      )}
      {all !== undefined && all.length > 0 && (
        <section aria-label="Your studies">
          <div className="studies-tools">
            <SearchField className="ui-field studies-search" value={query} onChange={setQuery}>
              <Label className="visually-hidden">Search studies</Label>
              <Input className="ui-input" placeholder="Search by name, ID, description …" />
            </SearchField>
            <div className="studies-sort">
              <Select label="Sort by" options={sortOptions} value={key} onChange={sortBy} />
            </div>
            <p className="muted" role="status">
              {wanted === ''
                ? `${all.length.toLocaleString()} ${all.length === 1 ? 'study' : 'studies'}`
                : `${String(rows.length)} found`}
            </p>
          </div>
          {rows.length === 0 ? (
            <EmptyState icon={<SearchX size={32} strokeWidth={1.5} aria-hidden />} title="Nothing found">
              <p>Every word has to occur: in the name, ID, description, modality or date.</p>
            </EmptyState>
          ) : (
            <StudyList rows={rows} sorting={sorting} onSort={sortBy} onAsk={ask} />
          )}
        </section>
      )}
      {askedRow !== undefined && asked?.about === 'delete' && (
        <DeleteStudyDialog row={askedRow} onClose={close} />
      )}
      {askedRow !== undefined && asked?.about === 'keeping' && (
        <KeepingDialog row={askedRow} ownersRule={ownersRule} onClose={close} />
      )}
      {askedRow !== undefined && asked?.about === 'identity' && (
        <ResolveIdentityDialog row={askedRow} onClose={close} />
      )}
      {askedRow !== undefined && asked?.about === 'share' && share(askedRow, close)}
    </div>
  );
}
