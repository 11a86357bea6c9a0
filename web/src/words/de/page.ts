export const page = {
  // The page of a link
  Language: 'Sprache',
  'Shared study': 'Geteilte Untersuchung',
  'Shared until {end}': 'Geteilt bis {end}',
  'Try again': 'Erneut versuchen',
  'The tools couldn’t be loaded. Check the connection.':
    'Die Werkzeuge konnten nicht geladen werden. Prüfen Sie die Verbindung.',
  'Too many attempts': 'Zu viele Versuche',
  'Wait a minute, then try again.': 'Warten Sie eine Minute und versuchen Sie es dann erneut.',
  'The study could not be opened': 'Die Untersuchung konnte nicht geöffnet werden',
  'Check the connection and try again in a moment.':
    'Prüfen Sie die Verbindung und versuchen Sie es gleich noch einmal.',
  'This link is no longer valid': 'Dieser Link ist nicht mehr gültig',
  'It may have expired, been withdrawn, locked or opened as often as it may be. Ask the person who sent it.':
    'Er ist vielleicht abgelaufen, zurückgezogen, gesperrt oder so oft geöffnet worden, wie er darf. Fragen Sie die Person, die ihn geschickt hat.',
  'A study has been shared with you': 'Eine Untersuchung wurde mit Ihnen geteilt',
  'Whoever sent you the link has told you a passcode as well.':
    'Wer Ihnen den Link geschickt hat, hat Ihnen auch einen Zugangscode genannt.',
  'It can be opened a limited number of times. Opening it now counts as one; reloading the page does not.':
    'Sie lässt sich nur begrenzt oft öffnen. Jetzt öffnen zählt einmal, die Seite neu laden zählt nicht.',
  'Whoever shared it may be told that it was opened.':
    'Wer sie geteilt hat, erfährt möglicherweise, dass sie geöffnet wurde.',
  Passcode: 'Zugangscode',
  'Open the study': 'Untersuchung öffnen',
  'Opening…': 'Wird geöffnet …',
  'Type the passcode first.': 'Geben Sie zuerst den Zugangscode ein.',
  'That is not the passcode. One try is left.': 'Das ist nicht der Zugangscode. Noch ein Versuch.',
  'That is not the passcode. {n} tries are left.': 'Das ist nicht der Zugangscode. Noch {n} Versuche.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Zu viele Versuche auf einmal. Warten Sie eine Minute und versuchen Sie es dann erneut.',
  'It could not be opened. Check the connection and try again.':
    'Sie konnte nicht geöffnet werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  // The question about cookies
  'May we count how the app is used?': 'Dürfen wir zählen, wie die App genutzt wird?',
  'We would like to count which functions are used: no names, images or ids. It starts only after your yes, and a no costs you nothing.':
    'Wir möchten zählen, welche Funktionen genutzt werden: keine Namen, Bilder oder Kennungen. Es beginnt erst nach Ihrem Ja, und ein Nein kostet Sie nichts.',
  'Accept all': 'Alles annehmen',
  'Reject all': 'Alles ablehnen',
  Choose: 'Auswählen',
  'Privacy policy': 'Datenschutzerklärung (englisch)',
  Cookies: 'Cookies (englisch)',
  'Cookie preferences': 'Cookie-Einstellungen',
  'Save this choice': 'Auswahl speichern',
  Close: 'Schließen',
  'Your choice is kept in this browser under “tracking-consent” for six months. Change it here at any time, or clear that value and we will ask again.':
    'Ihre Wahl bleibt sechs Monate unter „tracking-consent“ in diesem Browser. Sie können sie hier jederzeit ändern oder den Wert löschen; dann fragen wir erneut.',
  Necessary: 'Notwendig',
  'Keeps you signed in and remembers this choice. The app does not work without it.':
    'Hält Sie angemeldet und merkt sich diese Wahl. Ohne das funktioniert die App nicht.',
  Analytics: 'Nutzungszählung',
  'Counts which kinds of pages and functions are used and how long they take, in rough steps. Never names, images, ids or anything you type.':
    'Zählt, welche Arten von Seiten und Funktionen genutzt werden und wie lange sie in groben Stufen dauern. Nie Namen, Bilder, Kennungen oder was Sie eingeben.',
  Advertising: 'Werbung',
  'The app shows no advertising today. Your choice is kept so that nothing of the kind could start without your yes.':
    'Die App zeigt heute keine Werbung. Ihre Wahl wird behalten, damit nichts dergleichen ohne Ihr Ja beginnen kann.',
  'Everything that is stored, in one table': 'Alles, was gespeichert wird, in einer Tabelle (englisch)',
} as const;
