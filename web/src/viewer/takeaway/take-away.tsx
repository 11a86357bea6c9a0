import { Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { PanelProps, ViewerPanel } from '../view/viewer-parts.ts';

const Panel = lazy(() => import('./take-away-panel.tsx'));

function TakeAway(props: PanelProps) {
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}

export const takeAwayPanel: ViewerPanel = {
  id: 'take-away',
  label: 'Take away: pictures and files',
  icon: Download,
  Panel: TakeAway,
};
