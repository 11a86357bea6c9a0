/** What letters about requests of people's rights say, in the language of the person. */
import type { Language } from '@pacs/shared/languages';
import type { RightKind } from '@pacs/shared/rights';

export interface RightsWords {
  kinds: Record<RightKind, string>;
  confirm: {
    subject: string;
    lead: (kind: string) => string;
    until: (end: string) => string;
    notYou: string;
  };
  received: { subject: (id: string) => string; lead: (kind: string, id: string, due: string) => string };
  letter: { subject: (id: string) => string; lead: (kind: string, id: string) => string };
  asked: { subject: (id: string) => string };
  extended: { subject: (id: string) => string; lead: (kind: string, id: string, due: string) => string };
  answered: { subject: (id: string) => string };
  refused: { subject: (id: string) => string; lead: (kind: string, id: string) => string };
  reply: string;
  complain: string;
  policy: string;
}

const en: RightsWords = {
  kinds: {
    access: 'access to personal data',
    rectification: 'rectification of personal data',
    erasure: 'erasure of personal data',
    restriction: 'restriction of processing',
    portability: 'data portability',
    objection: 'objection to processing',
  },
  confirm: {
    subject: 'Please confirm your request about your data',
    lead: (kind) => `Somebody has asked for this under your e-mail address: ${kind}. Confirm it here:`,
    until: (end) => `It has to be confirmed by ${end}; after that nothing of it is kept.`,
    notYou: 'If it was not you, you need do nothing: without a confirmation the request is removed.',
  },
  received: {
    subject: (id) => `We have received your request ${id}`,
    lead: (kind, id, due) =>
      `Your request (${kind}) is confirmed. Its number is ${id}. You will have an answer by ${due}.`,
  },
  letter: {
    subject: (id) => `About your request ${id}`,
    lead: (kind, id) => `This is about your request ${id} (${kind}).`,
  },
  asked: { subject: (id) => `A question about your request ${id}` },
  extended: {
    subject: (id) => `Your request ${id} takes longer`,
    lead: (kind, id, due) =>
      `Your request ${id} (${kind}) takes longer. You will have an answer by ${due}. The reason:`,
  },
  answered: { subject: (id) => `Answer to your request ${id}` },
  refused: {
    subject: (id) => `Answer to your request ${id}`,
    lead: (kind, id) => `We cannot do what you have asked for (${kind}, ${id}). The reason:`,
  },
  reply: 'Please do not reply to this message. You can answer here:',
  complain:
    'You may lodge a complaint with a data protection supervisory authority, or go to court. Which authority is ours, and how to reach us:',
  policy: 'How to reach us:',
};

const fr: RightsWords = {
  kinds: {
    access: 'accès aux données personnelles',
    rectification: 'rectification de données personnelles',
    erasure: 'effacement de données personnelles',
    restriction: 'limitation du traitement',
    portability: 'portabilité des données',
    objection: 'opposition au traitement',
  },
  confirm: {
    subject: 'Veuillez confirmer votre demande concernant vos données',
    lead: (kind) =>
      `La demande suivante a été déposée avec votre adresse e-mail : ${kind}. Confirmez-la ici :`,
    until: (end) => `Elle doit être confirmée avant le ${end} ; passé ce délai, rien n’en est conservé.`,
    notYou:
      'Si elle ne vient pas de vous, vous n’avez rien à faire : sans confirmation, la demande est supprimée.',
  },
  received: {
    subject: (id) => `Nous avons reçu votre demande ${id}`,
    lead: (kind, id, due) =>
      `Votre demande (${kind}) est confirmée. Son numéro est ${id}. Vous recevrez une réponse au plus tard le ${due}.`,
  },
  letter: {
    subject: (id) => `Au sujet de votre demande ${id}`,
    lead: (kind, id) => `Ce message concerne votre demande ${id} (${kind}).`,
  },
  asked: { subject: (id) => `Une question sur votre demande ${id}` },
  extended: {
    subject: (id) => `Votre demande ${id} prend plus de temps`,
    lead: (kind, id, due) =>
      `Votre demande ${id} (${kind}) prend plus de temps. Vous recevrez une réponse au plus tard le ${due}. Le motif :`,
  },
  answered: { subject: (id) => `Réponse à votre demande ${id}` },
  refused: {
    subject: (id) => `Réponse à votre demande ${id}`,
    lead: (kind, id) => `Nous ne pouvons pas donner suite à votre demande (${kind}, ${id}). Le motif :`,
  },
  reply: 'Merci de ne pas répondre à ce message. Vous pouvez répondre ici :',
  complain:
    'Vous pouvez introduire une réclamation auprès d’une autorité de protection des données ou former un recours en justice. Notre autorité de contrôle et nos coordonnées :',
  policy: 'Pour nous joindre :',
};

const de: RightsWords = {
  kinds: {
    access: 'Auskunft über personenbezogene Daten',
    rectification: 'Berichtigung personenbezogener Daten',
    erasure: 'Löschung personenbezogener Daten',
    restriction: 'Einschränkung der Verarbeitung',
    portability: 'Datenübertragbarkeit',
    objection: 'Widerspruch gegen die Verarbeitung',
  },
  confirm: {
    subject: 'Bitte bestätigen Sie Ihren Antrag zu Ihren Daten',
    lead: (kind) => `Unter Ihrer E-Mail-Adresse wurde beantragt: ${kind}. Bestätigen Sie es hier:`,
    until: (end) => `Der Antrag muss bis ${end} bestätigt werden; danach wird nichts davon aufbewahrt.`,
    notYou: 'Waren Sie es nicht, müssen Sie nichts tun: Ohne Bestätigung wird der Antrag entfernt.',
  },
  received: {
    subject: (id) => `Wir haben Ihren Antrag ${id} erhalten`,
    lead: (kind, id, due) =>
      `Ihr Antrag (${kind}) ist bestätigt. Er hat die Nummer ${id}. Sie erhalten bis zum ${due} eine Antwort.`,
  },
  letter: {
    subject: (id) => `Zu Ihrem Antrag ${id}`,
    lead: (kind, id) => `Es geht um Ihren Antrag ${id} (${kind}).`,
  },
  asked: { subject: (id) => `Eine Frage zu Ihrem Antrag ${id}` },
  extended: {
    subject: (id) => `Ihr Antrag ${id} dauert länger`,
    lead: (kind, id, due) =>
      `Ihr Antrag ${id} (${kind}) dauert länger. Sie erhalten bis zum ${due} eine Antwort. Der Grund:`,
  },
  answered: { subject: (id) => `Antwort auf Ihren Antrag ${id}` },
  refused: {
    subject: (id) => `Antwort auf Ihren Antrag ${id}`,
    lead: (kind, id) => `Wir können Ihrem Antrag nicht entsprechen (${kind}, ${id}). Der Grund:`,
  },
  reply: 'Bitte antworten Sie nicht auf diese Nachricht. Antworten können Sie hier:',
  complain:
    'Sie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren oder vor Gericht gehen. Welche Behörde für uns zuständig ist und wie Sie uns erreichen:',
  policy: 'So erreichen Sie uns:',
};

const it: RightsWords = {
  kinds: {
    access: 'accesso ai dati personali',
    rectification: 'rettifica dei dati personali',
    erasure: 'cancellazione dei dati personali',
    restriction: 'limitazione del trattamento',
    portability: 'portabilità dei dati',
    objection: 'opposizione al trattamento',
  },
  confirm: {
    subject: 'Confermi la Sua richiesta sui Suoi dati',
    lead: (kind) => `Con il Suo indirizzo e-mail è stato richiesto: ${kind}. Confermi qui:`,
    until: (end) => `Va confermata entro il ${end}; dopo non ne resta nulla.`,
    notYou: 'Se non è stato Lei, non deve fare nulla: senza conferma la richiesta viene eliminata.',
  },
  received: {
    subject: (id) => `Abbiamo ricevuto la Sua richiesta ${id}`,
    lead: (kind, id, due) =>
      `La Sua richiesta (${kind}) è confermata. Il suo numero è ${id}. Riceverà una risposta entro il ${due}.`,
  },
  letter: {
    subject: (id) => `Sulla Sua richiesta ${id}`,
    lead: (kind, id) => `Questo messaggio riguarda la Sua richiesta ${id} (${kind}).`,
  },
  asked: { subject: (id) => `Una domanda sulla Sua richiesta ${id}` },
  extended: {
    subject: (id) => `La Sua richiesta ${id} richiede più tempo`,
    lead: (kind, id, due) =>
      `La Sua richiesta ${id} (${kind}) richiede più tempo. Riceverà una risposta entro il ${due}. Il motivo:`,
  },
  answered: { subject: (id) => `Risposta alla Sua richiesta ${id}` },
  refused: {
    subject: (id) => `Risposta alla Sua richiesta ${id}`,
    lead: (kind, id) => `Non possiamo dare seguito alla Sua richiesta (${kind}, ${id}). Il motivo:`,
  },
  reply: 'Non risponda a questo messaggio. Può rispondere qui:',
  complain:
    'Può presentare reclamo a un’autorità di controllo per la protezione dei dati o rivolgersi al giudice. La nostra autorità e come contattarci:',
  policy: 'Come contattarci:',
};

const es: RightsWords = {
  kinds: {
    access: 'acceso a los datos personales',
    rectification: 'rectificación de datos personales',
    erasure: 'supresión de datos personales',
    restriction: 'limitación del tratamiento',
    portability: 'portabilidad de los datos',
    objection: 'oposición al tratamiento',
  },
  confirm: {
    subject: 'Confirme su solicitud sobre sus datos',
    lead: (kind) => `Con su dirección de correo se ha solicitado: ${kind}. Confírmelo aquí:`,
    until: (end) => `Debe confirmarse antes del ${end}; después no se conserva nada de ella.`,
    notYou: 'Si no ha sido usted, no tiene que hacer nada: sin confirmación, la solicitud se elimina.',
  },
  received: {
    subject: (id) => `Hemos recibido su solicitud ${id}`,
    lead: (kind, id, due) =>
      `Su solicitud (${kind}) está confirmada. Su número es ${id}. Tendrá una respuesta a más tardar el ${due}.`,
  },
  letter: {
    subject: (id) => `Sobre su solicitud ${id}`,
    lead: (kind, id) => `Este mensaje se refiere a su solicitud ${id} (${kind}).`,
  },
  asked: { subject: (id) => `Una pregunta sobre su solicitud ${id}` },
  extended: {
    subject: (id) => `Su solicitud ${id} tarda más`,
    lead: (kind, id, due) =>
      `Su solicitud ${id} (${kind}) tarda más. Tendrá una respuesta a más tardar el ${due}. El motivo:`,
  },
  answered: { subject: (id) => `Respuesta a su solicitud ${id}` },
  refused: {
    subject: (id) => `Respuesta a su solicitud ${id}`,
    lead: (kind, id) => `No podemos atender su solicitud (${kind}, ${id}). El motivo:`,
  },
  reply: 'No responda a este mensaje. Puede responder aquí:',
  complain:
    'Puede presentar una reclamación ante una autoridad de protección de datos o acudir a los tribunales. Nuestra autoridad y cómo contactarnos:',
  policy: 'Cómo contactarnos:',
};

export const rightsWords: Readonly<Record<Language, RightsWords>> = { en, fr, de, it, es };
