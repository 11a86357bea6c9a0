import type { ConsentTexts } from './texts.ts';

export const fr: ConsentTexts = {
  question: 'Pouvons-nous compter l’utilisation de l’application ?',
  explanation:
    'Nous aimerions compter les fonctions utilisées : ni noms, ni images, ni identifiants. Cela ne commence qu’après votre accord, et un refus ne vous coûte rien.',
  acceptAll: 'Tout accepter',
  rejectAll: 'Tout refuser',
  choose: 'Choisir',
  privacyPolicy: 'Politique de confidentialité (en anglais)',
  cookies: 'Cookies',
  preferences: 'Préférences de cookies',
  save: 'Enregistrer ce choix',
  close: 'Fermer',
  howKept:
    'Votre choix est conservé dans ce navigateur sous « tracking-consent » pendant six mois. Modifiez-le ici à tout moment, ou effacez cette valeur et nous vous le redemanderons. Comme preuve, nous l’enregistrons avec sa date et un nombre aléatoire, sans votre adresse.',
  refusedByBrowser:
    'Votre navigateur envoie Global Privacy Control, que nous tenons pour un refus. Ce que vous choisissez ici vaut désormais.',
  necessary: 'Nécessaires',
  necessaryMeans: 'Maintient votre session et retient ce choix. L’application ne fonctionne pas sans.',
  analytics: 'Mesure d’audience',
  analyticsMeans:
    'Compte les types de pages et de fonctions utilisés et leur durée, par grands paliers. Jamais de noms, d’images, d’identifiants ni ce que vous saisissez.',
  advertising: 'Publicité',
  advertisingMeans:
    'L’application n’affiche aujourd’hui aucune publicité. Votre choix est conservé pour que rien de tel ne puisse commencer sans votre accord.',
  allStored: 'Tout ce qui est enregistré, dans un tableau',
};
