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
  'Type the passcode first.': 'Inserisca prima il codice di accesso.',
  'That is not the passcode. One try is left.': 'Il codice non è corretto. Resta un tentativo.',
  'That is not the passcode. {n} tries are left.': 'Il codice non è corretto. Restano {n} tentativi.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Troppi tentativi insieme. Attenda un minuto, poi riprovi.',
  'It could not be opened. Check the connection and try again.':
    'Non è stato possibile aprirlo. Controlli la connessione e riprovi.',
  // The question about cookies
  'May we count how the app is used?': 'Possiamo contare come viene usata l’app?',
  'We would like to count which functions are used: no names, images or ids. It starts only after your yes, and a no costs you nothing.':
    'Vorremmo contare quali funzioni vengono usate: niente nomi, immagini o identificativi. Si comincia solo dopo il Suo sì, e un no non Le costa nulla.',
  'Accept all': 'Accetta tutto',
  'Reject all': 'Rifiuta tutto',
  Choose: 'Scegli',
  'Privacy policy': 'Informativa sulla privacy (in inglese)',
  Cookies: 'Cookie (in inglese)',
  'Cookie preferences': 'Preferenze sui cookie',
  'Save this choice': 'Salva questa scelta',
  Close: 'Chiudi',
  'Your choice is kept in this browser under “tracking-consent” for six months. Change it here at any time, or clear that value and we will ask again.':
    'La Sua scelta resta in questo browser sotto «tracking-consent» per sei mesi. Può cambiarla qui in ogni momento, o cancellare quel valore e Le chiederemo di nuovo.',
  Necessary: 'Necessari',
  'Keeps you signed in and remembers this choice. The app does not work without it.':
    'Mantiene l’accesso e ricorda questa scelta. Senza, l’app non funziona.',
  Analytics: 'Statistiche d’uso',
  'Counts which kinds of pages and functions are used and how long they take, in rough steps. Never names, images, ids or anything you type.':
    'Conta quali tipi di pagine e funzioni vengono usati e quanto durano, a grandi intervalli. Mai nomi, immagini, identificativi o ciò che viene digitato.',
  Advertising: 'Pubblicità',
  'The app shows no advertising today. Your choice is kept so that nothing of the kind could start without your yes.':
    'Oggi l’app non mostra pubblicità. La Sua scelta viene conservata perché nulla del genere possa cominciare senza il Suo sì.',
  'Everything that is stored, in one table': 'Tutto ciò che viene memorizzato, in una tabella (in inglese)',
};
