import { LinksPage } from '../share/links-page.tsx';
import { studyTitle } from '../studies/core/study-title.ts';
import { useStudies } from '../studies/use-studies.ts';

/** The links page, with the studies' names that the share feature itself does not know. */
export default function LinksRoute() {
  const studies = useStudies();
  const rows = studies.status === 'ready' ? studies.rows : [];
  const titles = new Map(rows.map((row) => [row.id, studyTitle(row)]));
  const series = new Map(rows.map(({ id, study }) => [id, study.series.length]));
  return (
    <LinksPage
      titleOf={(studyId) => titles.get(studyId) ?? 'A study that is no longer there'}
      seriesOf={(studyId) => series.get(studyId)}
    />
  );
}
