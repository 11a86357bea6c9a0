import {
  initializeAnalytics,
  logEvent,
  setAnalyticsCollectionEnabled,
  setConsent,
  type Analytics,
} from 'firebase/analytics';
import { app } from '../firebase/clients.ts';
import type { UsageSink } from './usage-sink.ts';

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

let analytics: Analytics | undefined;

function removeAnalyticsCookies(): void {
  const host = location.hostname.split('.');
  const domains = host.map((_, index) => host.slice(index).join('.'));
  for (const pair of document.cookie.split(';')) {
    const name = pair.split('=')[0]?.trim() ?? '';
    if (!/^_g(a|id|at)/.test(name)) continue;
    for (const domain of ['', ...domains.map((part) => `;domain=.${part}`)])
      document.cookie = `${name}=;path=/;max-age=0${domain}`;
  }
}

export function openFirebaseAnalytics(): UsageSink {
  setConsent({
    analytics_storage: 'granted',
    ad_storage: 'denied',
    ad_user_data: 'denied',
    ad_personalization: 'denied',
  });
  analytics ??= initializeAnalytics(app(), { config: { ...config, page_location: location.origin } });
  const client = analytics;
  setAnalyticsCollectionEnabled(client, true);
  return {
    send: ({ name, ...words }) => {
      logEvent<string>(client, name, words);
    },
    close: () => {
      setAnalyticsCollectionEnabled(client, false);
      setConsent({ analytics_storage: 'denied' });
      removeAnalyticsCookies();
      return Promise.resolve();
    },
  };
}
