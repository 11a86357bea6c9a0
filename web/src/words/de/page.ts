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
  'Your browser keeps nothing for this page. Allow it to keep site data, then open the link again.':
    'Ihr Browser behält für diese Seite nichts. Erlauben Sie ihm, Websitedaten zu speichern, und öffnen Sie den Link erneut.',
  'Type the passcode first.': 'Geben Sie zuerst den Zugangscode ein.',
  'That is not the passcode. One try is left.': 'Das ist nicht der Zugangscode. Noch ein Versuch.',
  'That is not the passcode. {n} tries are left.': 'Das ist nicht der Zugangscode. Noch {n} Versuche.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Zu viele Versuche auf einmal. Warten Sie eine Minute und versuchen Sie es dann erneut.',
  'It could not be opened. Check the connection and try again.':
    'Sie konnte nicht geöffnet werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  'Cookie preferences': 'Cookie-Einstellungen',
  Close: 'Schließen',
} as const;
