import { openPreferences } from '../consent/start.ts';
import { CookiesPage } from '../legal/cookies-page.tsx';

export default function CookiesRoute() {
  return <CookiesPage onPreferences={() => void openPreferences()} />;
}
