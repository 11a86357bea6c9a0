import {
  initializeAnalytics,
  logEvent,
  setAnalyticsCollectionEnabled,
  setConsent,
  type Analytics,
  type ConsentSettings,
} from 'firebase/analytics';
import { app } from '../firebase/clients.ts';
import { forgetProvider } from './forget-provider.ts';
import type { UsageSink } from './usage-sink.ts';

declare global {
  interface Window {
    gtag?: (command: 'consent', action: 'default', settings: ConsentSettings) => void;
  }
}

/**
 * What Google would otherwise read off the page: addresses hold study ids. Advertising features stay off
 * whatever the choice, since the app has none.
 */
const config = {
  send_page_view: false,
  page_title: 'Radiology PACS App',
  page_referrer: '',
  allow_google_signals: false,
  allow_ad_personalization_signals: false,
};

const denied: ConsentSettings = {
  analytics_storage: 'denied',
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
};

let analytics: Analytics | undefined;

/**
 * The SDK adds Google's tag once its own servers have answered, and nothing can call that off; but it adds none where
 * it finds one. So a no that comes earlier puts one there that fetches nothing, and a yes after it takes that away.
 */
let inPlaceOfTag: HTMLScriptElement | undefined;

function keepTagOut(): void {
  if (inPlaceOfTag !== undefined) return;
  inPlaceOfTag = document.createElement('script');
  Object.defineProperty(inPlaceOfTag, 'src', {
    value: 'https://www.googletagmanager.com/gtag/js?l=dataLayer',
  });
  document.head.append(inPlaceOfTag);
}

function letTagIn(): void {
  inPlaceOfTag?.remove();
  inPlaceOfTag = undefined;
}

/** Consent Mode v2: its first word in the tag's queue is that all is denied, its second what was said yes to. */
function initialize(): Analytics {
  const client = initializeAnalytics(app(), { config: { ...config, page_location: location.origin } });
  // setConsent would only queue an update, and the SDK queues the rest once it has heard from its server.
  window.gtag?.('consent', 'default', denied);
  return client;
}

/** What the SDK was still waiting for when the no came it keeps afterwards: it goes when the page is left. */
function forgetAgain(): void {
  const forget = () => {
    if (inPlaceOfTag !== undefined) void forgetProvider();
  };
  document.addEventListener('visibilitychange', forget, { once: true });
}

export function openFirebaseAnalytics(measurementId: string): UsageSink {
  // The tag's own switch, at once: the SDK's waits for its server.
  const stop = (isStopped: boolean) => Reflect.set(window, `ga-disable-${measurementId}`, isStopped);
  stop(false);
  letTagIn();
  const client = (analytics ??= initialize());
  setConsent({ analytics_storage: 'granted' });
  setAnalyticsCollectionEnabled(client, true);
  return {
    send: ({ name, ...words }) => {
      logEvent<string>(client, name, words);
    },
    close: async () => {
      stop(true);
      keepTagOut();
      setAnalyticsCollectionEnabled(client, false);
      setConsent(denied);
      await forgetProvider();
      forgetAgain();
    },
  };
}
