import { Tags } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { PanelProps, ViewerPanel } from '../view/viewer-parts.ts';
import { say } from '../../words/say.ts';

const Panel = lazy(() => import('./elements-panel.tsx'));

function Elements(props: PanelProps) {
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}

export const elementsPanel: ViewerPanel = {
  id: 'elements',
  label: 'DICOM elements of the image',
  key: '#',
  icon: Tags,
  unavailable: (frame) =>
    frame !== undefined && frame.session.study.access?.readHead === undefined
      ? say('Only the owner of a study can read its elements')
      : undefined,
  Panel: Elements,
};
