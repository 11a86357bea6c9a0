import type { Language } from '@pacs/shared/languages';
import { type Message, formatUtc, messageOf } from './message.ts';

interface LinkMailWords {
  subject: string;
  shared: (sender: string) => string;
  until: (end: string) => string;
  passcode: string;
  theirWords: (sender: string) => string;
  caution: string;
}

const words: Record<Language, LinkMailWords> = {
  en: {
    subject: 'A radiology study has been shared with you',
    shared: (sender) =>
      `${sender} has shared a radiology study with you. It opens in a browser, without an account:`,
    until: (end) => `The link works until ${end}, unless it is withdrawn before.`,
    passcode: 'It asks for a passcode, which the sender tells you by another way.',
    theirWords: (sender) => `${sender} writes:`,
    caution:
      'Whoever has this link can open the study: please do not pass it on. If you know nothing of it, delete this message.',
  },
  fr: {
    subject: 'Un examen de radiologie a été partagé avec vous',
    shared: (sender) =>
      `${sender} a partagé avec vous un examen de radiologie. Il s’ouvre dans un navigateur, sans compte :`,
    until: (end) => `Le lien est valable jusqu’au ${end}, sauf s’il est retiré avant.`,
    passcode: 'Un code d’accès est demandé ; l’expéditeur vous le communique par une autre voie.',
    theirWords: (sender) => `${sender} écrit :`,
    caution:
      'Toute personne qui a ce lien peut ouvrir l’examen : ne le transmettez pas. Si vous n’attendiez rien de tel, supprimez ce message.',
  },
  de: {
    subject: 'Eine radiologische Untersuchung wurde mit Ihnen geteilt',
    shared: (sender) =>
      `${sender} hat eine radiologische Untersuchung mit Ihnen geteilt. Sie öffnet sich im Browser, ohne Konto:`,
    until: (end) => `Der Link gilt bis ${end}, sofern er nicht vorher zurückgezogen wird.`,
    passcode: 'Er fragt nach einem Zugangscode, den der Absender Ihnen auf anderem Weg mitteilt.',
    theirWords: (sender) => `${sender} schreibt:`,
    caution:
      'Wer diesen Link hat, kann die Untersuchung öffnen: Bitte geben Sie ihn nicht weiter. Wenn Sie nichts davon wissen, löschen Sie diese Nachricht.',
  },
  it: {
    subject: 'Un esame radiologico è stato condiviso con Lei',
    shared: (sender) =>
      `${sender} ha condiviso con Lei un esame radiologico. Si apre in un browser, senza account:`,
    until: (end) => `Il link è valido fino al ${end}, salvo che venga ritirato prima.`,
    passcode: 'Viene richiesto un codice di accesso, che il mittente Le comunica per altra via.',
    theirWords: (sender) => `${sender} scrive:`,
    caution:
      'Chiunque abbia questo link può aprire l’esame: La preghiamo di non inoltrarlo. Se non ne sa nulla, elimini questo messaggio.',
  },
  es: {
    subject: 'Se ha compartido con usted un estudio radiológico',
    shared: (sender) =>
      `${sender} ha compartido con usted un estudio radiológico. Se abre en un navegador, sin cuenta:`,
    until: (end) => `El enlace es válido hasta el ${end}, salvo que se retire antes.`,
    passcode: 'Pide un código de acceso, que el remitente le comunica por otra vía.',
    theirWords: (sender) => `${sender} escribe:`,
    caution:
      'Quien tenga este enlace puede abrir el estudio: no lo reenvíe. Si no sabe de qué se trata, elimine este mensaje.',
  },
};

interface LinkMailFacts {
  language: Language;
  /** The address that the owner has proven to be theirs. */
  sender: string;
  address: string;
  expiresAtMs: number;
  asksPasscode: boolean;
  /** The sender's own words; '' for none. */
  typed: string;
}

/** Link and sender, and what the sender typed: nothing of the study. */
export function linkMail({
  language,
  sender,
  address,
  expiresAtMs,
  asksPasscode,
  typed,
}: LinkMailFacts): Message {
  const { subject, shared, until, passcode, theirWords, caution } = words[language];
  return messageOf(language, subject, [
    shared(sender),
    { address },
    ...(typed === '' ? [] : [`${theirWords(sender)}\n${typed}`]),
    [until(formatUtc(expiresAtMs, language)), ...(asksPasscode ? [passcode] : [])].join(' '),
    caution,
  ]);
}
