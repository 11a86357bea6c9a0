import type { ConsentTexts } from './texts.ts';

export const it: ConsentTexts = {
  question: 'Possiamo contare come viene usata l’app?',
  explanation:
    'Vorremmo contare quali funzioni vengono usate: niente nomi, immagini o identificativi. Si comincia solo dopo il Suo sì, e un no non Le costa nulla.',
  acceptAll: 'Accetta tutto',
  rejectAll: 'Rifiuta tutto',
  choose: 'Scegli',
  privacyPolicy: 'Informativa sulla privacy (in inglese)',
  cookies: 'Cookie',
  preferences: 'Preferenze sui cookie',
  save: 'Salva questa scelta',
  close: 'Chiudi',
  howKept:
    'La Sua scelta resta in questo browser sotto «tracking-consent» per sei mesi. Può cambiarla qui in ogni momento, o cancellare quel valore e Le chiederemo di nuovo. Come prova la registriamo con la data e un numero casuale, senza il Suo indirizzo.',
  refusedByBrowser:
    'Il Suo browser invia Global Privacy Control, che per noi vale come un no. Ciò che sceglie qui vale da ora in poi.',
  necessary: 'Necessari',
  necessaryMeans: 'Mantiene l’accesso e ricorda questa scelta. Senza, l’app non funziona.',
  analytics: 'Statistiche d’uso',
  analyticsMeans:
    'Conta quali tipi di pagine e funzioni vengono usati e quanto durano, a grandi intervalli. Mai nomi, immagini, identificativi o ciò che viene digitato.',
  advertising: 'Pubblicità',
  advertisingMeans:
    'Oggi l’app non mostra pubblicità. La Sua scelta viene conservata perché nulla del genere possa cominciare senza il Suo sì.',
  allStored: 'Tutto ciò che viene memorizzato, in una tabella',
};
