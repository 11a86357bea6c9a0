import { ShareDialog } from '../share/share-dialog.tsx';
import { StudiesPage } from '../studies/studies-page.tsx';
import { studyTitle } from '../studies/core/study-title.ts';

/** The studies page put together from upload, list and sharing, which don't know of each other. */
export default function StudiesRoute() {
  return (
    <StudiesPage
      upload={null}
      share={(row, onClose) => (
        <ShareDialog
          studyId={row.id}
          title={studyTitle(row)}
          hasIdentityConflict={(row.study.identityConflict ?? []).length > 0}
          onClose={onClose}
        />
      )}
    />
  );
}
