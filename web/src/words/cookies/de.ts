import type { CookieWords } from './words.ts';

export const de: CookieWords = {
  title: 'Cookies',
  lead: 'Die App setzt kein eigenes Cookie. Sie legt wenige Werte im Speicher Ihres Browsers ab und zählt die Nutzung nur nach Ihrem Ja.',
  change: 'Cookie-Einstellungen',
  language: 'Sprache',
  columns: { name: 'Name', kind: 'Art', purpose: 'Wozu', duration: 'Wie lange' },
  necessary: 'Notwendig',
  necessaryMeans:
    'Ohne Nachfrage gesetzt, weil die App ohne sie nicht funktioniert. Sie enthalten keine Daten von Patienten, es sei denn, eine hochgeladene Datei oder ein Ordner heißt so.',
  analytics: 'Nutzungszählung, nur nach Ihrem Ja',
  analyticsMeans:
    'Welche Arten von Seiten und Funktionen genutzt werden, zählt ein eigener Zähler dieser Installation, der nichts in Ihrem Browser ablegt.',
  googleMeans: 'Daneben zählt Google Analytics. Wenn Sie Ja sagen, legt es ab:',
  nothingSet: 'Google Analytics wird nicht verwendet.',
  withdrawal:
    'Nehmen Sie Ihr Ja zurück, endet die Zählung sofort, auch in geöffneten Seiten, und was gesetzt wurde, wird entfernt.',
  advertising: 'Werbung',
  advertisingMeans:
    'Keine. Die App zeigt keine Werbung und lädt nichts dafür. Ihre Wahl wird für den Tag behalten, an dem sich das ändern sollte; ohne Ihr Ja änderte sich nichts.',
  changing: 'Die Wahl ändern',
  changingMeans:
    '„Cookie preferences“ (Cookie-Einstellungen) steht in der Fußzeile jeder Seite. Wird „tracking-consent“ im Speicher Ihres Browsers gelöscht, fragen wir erneut; ebenso nach sechs Monaten und bei neuen Zwecken.',
  signal:
    'Sendet Ihr Browser Global Privacy Control, gilt das als Nein: Sie werden nicht gefragt, und nichts wird abgelegt. Was Sie dann in den Einstellungen wählen, gilt.',
  proof:
    'Als Nachweis halten wir jede Wahl fest: was gewählt wurde, wann, in welcher Fassung und Sprache, und eine Zufallszahl. Weder Ihre Netzwerkadresse noch Ihr Konto wird dabei gespeichert.',
  kinds: {
    indexedDB: 'Datenbank des Browsers (IndexedDB)',
    sessionStorage: 'Sitzungsspeicher',
    localStorage: 'Lokaler Speicher',
    cache: 'Cache des Browsers',
    cookie: 'Cookie',
  },
  purposes: {
    signedIn:
      'Firebase Authentication: hält Sie angemeldet. Erst wenn Sie sich anmelden oder die App öffnen.',
    heartbeat: 'Firebase: Version der verwendeten Software, wird mit deren Anfragen gesendet',
    uploads:
      'Lässt einen unterbrochenen Upload weitergehen: Adressen und Prüfsummen seiner Teile, keine Bilder und, wo der Browser es kann, den Zugriff auf die gewählten Dateien oder den Ordner, mit deren Namen',
    coding: 'Erst wenn Sie wählen, ob Bilder vor dem Senden verkleinert werden: merkt sich das',
    sharedComputer:
      'Erst wenn Sie sagen, dass andere diesen Computer nutzen: dann wird nichts von einem Upload behalten',
    scroll: 'Wie weit jede Seite gescrollt war, für den Weg zurück',
    linkSession:
      'Nur auf der Seite eines Betrachtungslinks: öffnet die Untersuchung nach dem Neuladen wieder',
    linkLanguage: 'Erst wenn Sie eine andere Sprache wählen: merkt sich welche',
    layout:
      'Nur wenn eine Untersuchung mit mehreren Ansichten verlassen wird: welche Serie wo lag, fürs Neuladen',
    preferences:
      'Erst wenn Sie den Dunkelraum oder die Einzeltasten des Betrachters umschalten: merkt sich wie',
    consent: 'Merkt sich Ihre Wahl zu den folgenden Zwecken',
    offline:
      'Erst wenn Sie Dateien dieses Computers öffnen: der Code der App, damit sie offline funktioniert',
    visits: 'Google Analytics: unterscheidet Besuche durch eine zufällige Kennung',
    visitState: 'Google Analytics: Stand des Besuchs',
    installation: 'Firebase: zufällige Kennung dieser Installation, für Analytics',
  },
  durations: {
    signOut: 'Bis Sie sich abmelden',
    thirtyDays: '30 Tage',
    uploadEnds: 'Bis der Upload endet, höchstens eine Woche, oder bis Sie sich abmelden',
    tabCloses: 'Bis der Tab geschlossen wird',
    cleared: 'Bis Sie es löschen',
    sixMonths: '6 Monate',
    newVersion: 'Bis zur nächsten Version der App, oder bis Sie es löschen',
    twoYears: '2 Jahre, oder bis Sie Ihr Ja zurücknehmen',
    withdrawn: 'Bis Sie Ihr Ja zurücknehmen',
  },
};
