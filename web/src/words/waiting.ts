/** What is said of an answer that does not come. All languages are here already: what is late may be the line itself. */
import type { Language } from '@pacs/shared/languages';

interface WaitingWords {
  loading: string;
  /** After a while. */
  late: string;
  again: string;
  /** After another try. */
  askedAgain: string;
}

export const waitingWords: Readonly<Record<Language, WaitingWords>> = {
  en: {
    loading: 'Loading',
    late: 'No answer yet: the connection seems to be slow or lost. This goes on by itself once an answer comes.',
    again: 'Ask again',
    askedAgain: 'Asked again. This goes on by itself once an answer comes.',
  },
  fr: {
    loading: 'Chargement',
    late: 'Pas encore de réponse : la connexion semble lente ou interrompue. La suite s’affichera d’elle-même dès qu’une réponse arrivera.',
    again: 'Redemander',
    askedAgain: 'Nouvelle demande envoyée. La suite s’affichera d’elle-même dès qu’une réponse arrivera.',
  },
  de: {
    loading: 'Wird geladen',
    late: 'Noch keine Antwort: Die Verbindung scheint langsam oder unterbrochen. Es geht von selbst weiter, sobald eine Antwort kommt.',
    again: 'Noch einmal fragen',
    askedAgain: 'Noch einmal gefragt. Es geht von selbst weiter, sobald eine Antwort kommt.',
  },
  it: {
    loading: 'Caricamento',
    late: 'Ancora nessuna risposta: la connessione sembra lenta o interrotta. La pagina prosegue da sola appena arriva una risposta.',
    again: 'Chiedi di nuovo',
    askedAgain: 'Richiesta inviata di nuovo. La pagina prosegue da sola appena arriva una risposta.',
  },
  es: {
    loading: 'Cargando',
    late: 'Aún no hay respuesta: la conexión parece lenta o interrumpida. La página seguirá por sí sola en cuanto llegue una respuesta.',
    again: 'Volver a preguntar',
    askedAgain: 'Se ha vuelto a preguntar. La página seguirá por sí sola en cuanto llegue una respuesta.',
  },
};
