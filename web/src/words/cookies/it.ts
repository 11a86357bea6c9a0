import type { CookieWords } from './words.ts';

export const it: CookieWords = {
  title: 'Cookie',
  lead: 'L’app non imposta cookie propri. Conserva pochi valori nella memoria del browser e conta l’uso solo dopo il Suo sì.',
  change: 'Preferenze sui cookie',
  language: 'Lingua',
  columns: { name: 'Nome', kind: 'Tipo', purpose: 'A che serve', duration: 'Per quanto' },
  necessary: 'Necessari',
  necessaryMeans:
    'Impostati senza chiedere, perché senza l’app non funziona. Non contengono dati di pazienti, salvo che un file o una cartella caricati ne portino il nome.',
  analytics: 'Statistiche d’uso, solo dopo il Suo sì',
  analyticsMeans:
    'Quali tipi di pagine e funzioni vengono usati lo conta il contatore proprio di questa installazione, che non imposta nulla nel browser.',
  googleMeans: 'Accanto conta Google Analytics. Se Lei dice sì, imposta:',
  nothingSet: 'Google Analytics non è usato.',
  withdrawal:
    'Ritirare il sì ferma subito il conteggio, anche nelle pagine aperte, e rimuove ciò che è stato impostato.',
  advertising: 'Pubblicità',
  advertisingMeans:
    'Nessuna. L’app non mostra pubblicità e non carica nulla a questo scopo. La Sua scelta viene conservata per il giorno in cui ciò cambiasse; senza il Suo sì non cambierebbe nulla.',
  changing: 'Cambiare idea',
  changingMeans:
    '«Cookie preferences» (preferenze sui cookie) è in fondo a ogni pagina. Se cancella «tracking-consent» dalla memoria del browser, chiediamo di nuovo; così anche dopo sei mesi e per nuove finalità.',
  signal:
    'Se il browser invia Global Privacy Control, vale come un no: non chiediamo nulla e nulla viene conservato. Ciò che poi sceglie nelle preferenze vale.',
  proof:
    'Come prova registriamo ogni scelta: che cosa è stato scelto, quando, in quale versione e lingua, e un numero casuale. Né l’indirizzo di rete né l’account vi sono conservati.',
  kinds: {
    indexedDB: 'Database del browser (IndexedDB)',
    sessionStorage: 'Memoria di sessione',
    localStorage: 'Memoria locale',
    cache: 'Cache del browser',
    cookie: 'Cookie',
  },
  purposes: {
    signedIn: 'Firebase Authentication: mantiene l’accesso. Solo dopo l’accesso o l’apertura dell’app.',
    heartbeat: 'Firebase: versione del software in uso, inviata con le sue richieste',
    uploads:
      'Fa proseguire un caricamento interrotto: indirizzi e checksum delle sue parti, nessuna immagine e, se il browser lo permette, l’accesso ai file o alla cartella scelti, con i loro nomi',
    coding: 'Solo se sceglie se ridurre le immagini prima dell’invio: ricorda la scelta',
    sharedComputer: 'Solo se dice che altri usano questo computer: allora di un caricamento non resta nulla',
    scroll: 'Quanto era scorsa ogni pagina, per tornare indietro',
    linkSession: 'Solo sulla pagina di un link: riapre l’esame dopo un ricaricamento',
    linkLanguage: 'Solo se sceglie un’altra lingua: ricorda quale',
    layout: 'Solo se un esame viene lasciato con più riquadri: quali serie dove, per un ricaricamento',
    preferences: 'Solo se cambia la camera oscura o i tasti singoli del visualizzatore: ricorda come',
    consent: 'Ricorda la Sua scelta sulle finalità seguenti',
    offline: 'Solo se apre file di questo computer: il codice dell’app, perché funzioni senza rete',
    visits: 'Google Analytics: distingue le visite con un identificativo casuale',
    visitState: 'Google Analytics: stato della visita',
    installation: 'Firebase: identificativo casuale di questa installazione, per Analytics',
  },
  durations: {
    signOut: 'Fino all’uscita',
    thirtyDays: '30 giorni',
    uploadEnds: 'Fino al termine del caricamento, al massimo una settimana, o fino all’uscita',
    tabCloses: 'Fino alla chiusura della scheda',
    cleared: 'Finché non lo cancella',
    sixMonths: '6 mesi',
    newVersion: 'Fino alla prossima versione dell’app, o finché non lo cancella',
    twoYears: '2 anni, o finché non ritira il sì',
    withdrawn: 'Finché non ritira il sì',
  },
};
