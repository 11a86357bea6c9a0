import type { page as phrases } from '../de/page.ts';

export const page: Record<keyof typeof phrases, string> = {
  // The page of a link
  Language: 'Lingua',
  'Shared study': 'Esame condiviso',
  'Shared until {end}': 'Condiviso fino al {end}',
  'Try again': 'Riprova',
  'The tools couldn’t be loaded. Check the connection.':
    'Non è stato possibile caricare gli strumenti. Controlli la connessione.',
  'Too many attempts': 'Troppi tentativi',
  'Wait a minute, then try again.': 'Attenda un minuto, poi riprovi.',
  'The study could not be opened': 'Non è stato possibile aprire l’esame',
  'Check the connection and try again in a moment.': 'Controlli la connessione e riprovi tra un momento.',
  'This link is no longer valid': 'Questo link non è più valido',
  'It may have expired, been withdrawn, locked or opened as often as it may be. Ask the person who sent it.':
    'Potrebbe essere scaduto, ritirato, bloccato o già aperto il numero di volte consentito. Si rivolga alla persona che l’ha inviato.',
  'A study has been shared with you': 'Un esame è stato condiviso con Lei',
  'Whoever sent you the link has told you a passcode as well.':
    'Chi Le ha inviato il link Le ha comunicato anche un codice di accesso.',
  'It can be opened a limited number of times. Opening it now counts as one; reloading the page does not.':
    'Può essere aperto un numero limitato di volte. Aprirlo ora conta come una; ricaricare la pagina non conta.',
  'Whoever shared it may be told that it was opened.':
    'Chi l’ha condiviso può essere avvisato dell’apertura.',
  Passcode: 'Codice di accesso',
  'Open the study': 'Apri l’esame',
  'Opening…': 'Apertura…',
  'Your browser keeps nothing for this page. Allow it to keep site data, then open the link again.':
    'Il browser non conserva nulla per questa pagina. Gli consenta di salvare i dati del sito, poi apra di nuovo il link.',
  'Type the passcode first.': 'Inserisca prima il codice di accesso.',
  'That is not the passcode. One try is left.': 'Il codice non è corretto. Resta un tentativo.',
  'That is not the passcode. {n} tries are left.': 'Il codice non è corretto. Restano {n} tentativi.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Troppi tentativi insieme. Attenda un minuto, poi riprovi.',
  'It could not be opened. Check the connection and try again.':
    'Non è stato possibile aprirlo. Controlli la connessione e riprovi.',
  'Cookie preferences': 'Preferenze sui cookie',
  Close: 'Chiudi',
};
