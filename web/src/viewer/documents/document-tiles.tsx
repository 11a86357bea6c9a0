/** What a study holds beside images, each named by its kind; what can be shown opens over the images. */
import type { IndexDocument } from '@pacs/shared/manifest';
import { FileText, Film, Images, ScrollText, SlidersHorizontal, FileQuestion } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { documentKind } from '@pacs/shared/dicom/documents/document-kind';
import type { StudySession } from '../engine/study-session.ts';
import type { ViewerAction } from '../core/viewer-state.ts';
import { say } from '../../words/say.ts';
import { documentLook } from './kind.ts';
import './document-tiles.css';

const DocumentDialog = lazy(() => import('./document-dialog.tsx'));

const icons = { file: FileText, sr: ScrollText, ko: Images, pr: SlidersHorizontal, other: FileQuestion };

export interface DocumentTilesProps {
  session: StudySession;
  /** Ordinal of the study among the opened ones. */
  study: number;
  /** Absent where there are no panes to show images in. */
  dispatch?: (action: ViewerAction) => void;
}

export function DocumentTiles({ session, study, dispatch }: DocumentTilesProps) {
  const { index, opened } = session.study;
  const [shown, setShown] = useState<IndexDocument>();
  const close = useCallback(() => {
    setShown(undefined);
  }, []);
  return (
    <section className="v-documents" aria-label={say('Documents')}>
      <h2>{say('Also in this study')}</h2>
      <ul className="v-document-tiles">
        {index.documents.map((document) => {
          const { name, does } = documentLook(document);
          const Icon = document.video === undefined ? icons[documentKind(document.sopClassUID)] : Film;
          const series = opened.series.find(({ id }) => id === document.series);
          return (
            <li key={document.id}>
              <button
                type="button"
                className="v-document-tile"
                onClick={() => {
                  setShown(document);
                }}
              >
                <Icon aria-hidden />
                <span>
                  <span className="v-document-name">{name}</span>
                  <span className="v-document-detail">
                    {series?.description ?? does ?? say('Not shown here')}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown !== undefined && (
        <Suspense>
          <DocumentDialog
            key={shown.id}
            session={session}
            study={study}
            document={shown}
            onClose={close}
            {...(dispatch && { dispatch })}
          />
        </Suspense>
      )}
    </section>
  );
}
