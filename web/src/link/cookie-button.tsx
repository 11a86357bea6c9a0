import { Cookie } from 'lucide-react';
import { say } from '../words/say.ts';

/** What a visitor has said about counting can be taken back here: the link's page has no footer. */
export function CookieButton() {
  const open = async () => {
    await (await import('../consent/start.ts')).openPreferences();
  };
  return (
    <button
      type="button"
      className="link-cookies"
      aria-label={say('Cookie preferences')}
      title={say('Cookie preferences')}
      onClick={() => void open()}
    >
      <Cookie aria-hidden />
    </button>
  );
}
