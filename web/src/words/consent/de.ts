import type { ConsentTexts } from './texts.ts';

export const de: ConsentTexts = {
  question: 'Dürfen wir zählen, wie die App genutzt wird?',
  explanation:
    'Wir möchten zählen, welche Funktionen genutzt werden: keine Namen, Bilder oder Kennungen. Es beginnt erst nach Ihrem Ja, und ein Nein kostet Sie nichts.',
  acceptAll: 'Alles annehmen',
  rejectAll: 'Alles ablehnen',
  choose: 'Auswählen',
  privacyPolicy: 'Datenschutzerklärung (englisch)',
  cookies: 'Cookies',
  preferences: 'Cookie-Einstellungen',
  save: 'Auswahl speichern',
  close: 'Schließen',
  howKept:
    'Ihre Wahl bleibt sechs Monate unter „tracking-consent“ in diesem Browser. Sie können sie hier jederzeit ändern oder den Wert löschen; dann fragen wir erneut. Als Nachweis halten wir sie mit Zeitpunkt und einer Zufallszahl fest, ohne Ihre Adresse.',
  refusedByBrowser:
    'Ihr Browser sendet Global Privacy Control; das gilt uns als Nein. Was Sie hier wählen, gilt von nun an.',
  necessary: 'Notwendig',
  necessaryMeans: 'Hält Sie angemeldet und merkt sich diese Wahl. Ohne das funktioniert die App nicht.',
  analytics: 'Nutzungszählung',
  analyticsMeans:
    'Zählt, welche Arten von Seiten und Funktionen genutzt werden und wie lange sie in groben Stufen dauern. Nie Namen, Bilder, Kennungen oder was Sie eingeben.',
  advertising: 'Werbung',
  advertisingMeans:
    'Die App zeigt heute keine Werbung. Ihre Wahl wird behalten, damit nichts dergleichen ohne Ihr Ja beginnen kann.',
  allStored: 'Alles, was gespeichert wird, in einer Tabelle',
};
