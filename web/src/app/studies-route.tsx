import { lazy, Suspense, useMemo, useState } from 'react';
import { useUser } from '../account/use-user.ts';
import { ShareDialog } from '../share/share-dialog.tsx';
import { DeleteStudyDialog } from '../studies/delete-study-dialog.tsx';
import { StudiesPage } from '../studies/studies-page.tsx';
import { useStudies, type SeenStudies } from '../studies/use-studies.ts';
import { studyTitle } from '../studies/core/study-title.ts';
import { Loading } from '../ui/loading.tsx';

const UploadPanel = lazy(async () => ({ default: (await import('../upload/upload-panel.tsx')).UploadPanel }));

/** As files name the study they belong to. */
const filesKey = (
  { studyInstanceUID }: { studyInstanceUID?: string | undefined },
  { patientID = '' }: { patientID?: string | undefined },
): string => JSON.stringify([studyInstanceUID, patientID]);

function Upload({ studies }: { studies: SeenStudies }) {
  const current = useUser();
  const [toDelete, setToDelete] = useState<string>();
  const rows = studies.status === 'ready' ? studies.rows : undefined;
  const imagesOf = useMemo(
    () =>
      new Map(rows?.map(({ study }) => [filesKey(study.description, study.identity), study.counts.images])),
    [rows],
  );
  const listed = useMemo(
    () =>
      new Map(rows?.flatMap(({ id, study }) => (study.state === 'deleting' ? [] : [[id, study] as const]))),
    [rows],
  );
  const rowToDelete = rows?.find(({ id }) => id === toDelete);
  if (current.status !== 'signed-in') return null;
  return (
    <>
      <UploadPanel
        ownerUid={current.user.uid}
        groundsConfirmed={current.document?.uploadGrounds !== undefined}
        storedImages={(studyInstanceUID, patientID) =>
          imagesOf.get(filesKey({ studyInstanceUID }, { patientID })) ?? 0
        }
        isListed={(studyId) => rows === undefined || listed.has(studyId)}
        isOnly={(studyId, instances) => {
          const study = listed.get(studyId);
          return study?.counts.instances === instances && study.keeping?.hold === undefined;
        }}
        onDelete={setToDelete}
      />
      {rowToDelete !== undefined && (
        <DeleteStudyDialog
          row={rowToDelete}
          onClose={() => {
            setToDelete(undefined);
          }}
        />
      )}
    </>
  );
}

/** The studies page put together from upload, list and sharing, which don't know of each other. */
export default function StudiesRoute() {
  const current = useUser();
  const studies = useStudies();
  return (
    <StudiesPage
      studies={studies}
      ownersRule={current.status === 'signed-in' ? current.document?.keepRule : undefined}
      upload={
        <Suspense fallback={<Loading />}>
          <Upload studies={studies} />
        </Suspense>
      }
      share={(row, onClose) => (
        <ShareDialog studyId={row.id} title={studyTitle(row)} study={row.study} onClose={onClose} />
      )}
    />
  );
}
