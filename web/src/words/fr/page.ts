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
  'Your browser keeps nothing for this page. Allow it to keep site data, then open the link again.':
    'Votre navigateur ne conserve rien pour cette page. Autorisez-le à conserver les données du site, puis ouvrez de nouveau le lien.',
  'Type the passcode first.': 'Saisissez d’abord le code d’accès.',
  'That is not the passcode. One try is left.': 'Ce n’est pas le bon code. Il reste un essai.',
  'That is not the passcode. {n} tries are left.': 'Ce n’est pas le bon code. Il reste {n} essais.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Trop de tentatives à la fois. Patientez une minute, puis réessayez.',
  'It could not be opened. Check the connection and try again.':
    'Il n’a pas pu être ouvert. Vérifiez la connexion et réessayez.',
  'Cookie preferences': 'Préférences de cookies',
  Close: 'Fermer',
};
