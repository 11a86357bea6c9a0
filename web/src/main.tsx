import './zod-jitless.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startConsent } from './consent/start.ts';
import './ui/base.css';

// Before anything is shown, so that an earlier yes counts for the first page too.
void startConsent();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
