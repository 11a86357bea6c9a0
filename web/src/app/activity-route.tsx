import { useMemo } from 'react';
import { ActivityPage } from '../activity/activity-page.tsx';
import { useLinks } from '../share/use-links.ts';
import { studyTitle } from '../studies/core/study-title.ts';
import { useStudies } from '../studies/use-studies.ts';

/** The activity page, with the studies' names and the notes on links that its feature itself does not know. */
export default function ActivityRoute() {
  const studies = useStudies();
  const links = useLinks();
  const titles = useMemo(
    () =>
      (studies.status === 'ready' ? studies.rows : []).map((row) => ({ id: row.id, title: studyTitle(row) })),
    [studies],
  );
  const known = new Map((links.status === 'ready' ? links.rows : []).map(({ id, link }) => [id, link]));
  return <ActivityPage studies={titles} linkOf={(linkId) => known.get(linkId)} />;
}
