import type { page as phrases } from '../de/page.ts';

export const page: Record<keyof typeof phrases, string> = {
  // The page of a link
  Language: 'Langue',
  'Shared study': 'Examen partagé',
  'Shared until {end}': 'Partagé jusqu’au {end}',
  'Try again': 'Réessayer',
  'The tools couldn’t be loaded. Check the connection.':
    'Les outils n’ont pas pu être chargés. Vérifiez la connexion.',
  'Too many attempts': 'Trop de tentatives',
  'Wait a minute, then try again.': 'Patientez une minute, puis réessayez.',
  'The study could not be opened': 'L’examen n’a pas pu être ouvert',
  'Check the connection and try again in a moment.': 'Vérifiez la connexion et réessayez dans un instant.',
  'This link is no longer valid': 'Ce lien n’est plus valable',
  'It may have expired, been withdrawn, locked or opened as often as it may be. Ask the person who sent it.':
    'Il a peut-être expiré, été retiré, verrouillé ou ouvert autant de fois que permis. Adressez-vous à la personne qui l’a envoyé.',
  'A study has been shared with you': 'Un examen a été partagé avec vous',
  'Whoever sent you the link has told you a passcode as well.':
    'La personne qui vous a envoyé le lien vous a aussi communiqué un code d’accès.',
  'It can be opened a limited number of times. Opening it now counts as one; reloading the page does not.':
    'Il ne peut être ouvert qu’un nombre limité de fois. L’ouvrir maintenant compte pour une fois ; recharger la page ne compte pas.',
  'Whoever shared it may be told that it was opened.':
    'La personne qui l’a partagé peut être informée de son ouverture.',
  Passcode: 'Code d’accès',
  'Open the study': 'Ouvrir l’examen',
  'Opening…': 'Ouverture…',
  'Type the passcode first.': 'Saisissez d’abord le code d’accès.',
  'That is not the passcode. One try is left.': 'Ce n’est pas le bon code. Il reste un essai.',
  'That is not the passcode. {n} tries are left.': 'Ce n’est pas le bon code. Il reste {n} essais.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Trop de tentatives à la fois. Patientez une minute, puis réessayez.',
  'It could not be opened. Check the connection and try again.':
    'Il n’a pas pu être ouvert. Vérifiez la connexion et réessayez.',
  // The question about cookies
  'May we count how the app is used?': 'Pouvons-nous compter l’utilisation de l’application ?',
  'We would like to count which functions are used: no names, images or ids. It starts only after your yes, and a no costs you nothing.':
    'Nous aimerions compter les fonctions utilisées : ni noms, ni images, ni identifiants. Cela ne commence qu’après votre accord, et un refus ne vous coûte rien.',
  'Accept all': 'Tout accepter',
  'Reject all': 'Tout refuser',
  Choose: 'Choisir',
  'Privacy policy': 'Politique de confidentialité (en anglais)',
  Cookies: 'Cookies (en anglais)',
  'Cookie preferences': 'Préférences de cookies',
  'Save this choice': 'Enregistrer ce choix',
  Close: 'Fermer',
  'Your choice is kept in this browser under “tracking-consent” for six months. Change it here at any time, or clear that value and we will ask again.':
    'Votre choix est conservé dans ce navigateur sous « tracking-consent » pendant six mois. Modifiez-le ici à tout moment, ou effacez cette valeur et nous vous le redemanderons.',
  Necessary: 'Nécessaires',
  'Keeps you signed in and remembers this choice. The app does not work without it.':
    'Maintient votre session et retient ce choix. L’application ne fonctionne pas sans.',
  Analytics: 'Mesure d’audience',
  'Counts which kinds of pages and functions are used and how long they take, in rough steps. Never names, images, ids or anything you type.':
    'Compte les types de pages et de fonctions utilisés et leur durée, par grands paliers. Jamais de noms, d’images, d’identifiants ni ce que vous saisissez.',
  Advertising: 'Publicité',
  'The app shows no advertising today. Your choice is kept so that nothing of the kind could start without your yes.':
    'L’application n’affiche aujourd’hui aucune publicité. Votre choix est conservé pour que rien de tel ne puisse commencer sans votre accord.',
  'Everything that is stored, in one table': 'Tout ce qui est enregistré, dans un tableau (en anglais)',
};
