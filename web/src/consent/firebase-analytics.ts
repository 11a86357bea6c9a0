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

/** Consent Mode v2: its first word in the tag's queue is that all is denied, its second what was said yes to. */
function initialize(): Analytics {
  const client = initializeAnalytics(app(), { config: { ...config, page_location: location.origin } });
  // setConsent would only queue an update, and the SDK queues the rest once it has heard from its server.
  window.gtag?.('consent', 'default', denied);
  return client;
}

export function openFirebaseAnalytics(measurementId: string): UsageSink {
  // The tag's own switch, at once: the SDK's waits for its server.
  const stop = (isStopped: boolean) => Reflect.set(window, `ga-disable-${measurementId}`, isStopped);
  stop(false);
  const client = (analytics ??= initialize());
  setConsent({ analytics_storage: 'granted' });
  setAnalyticsCollectionEnabled(client, true);
  return {
    send: ({ name, ...words }) => {
      logEvent<string>(client, name, words);
    },
    close: async () => {
      stop(true);
      setAnalyticsCollectionEnabled(client, false);
      setConsent(denied);
      await forgetProvider();
    },
  };
}
