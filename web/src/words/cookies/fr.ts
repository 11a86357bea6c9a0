import type { CookieWords } from './words.ts';

export const fr: CookieWords = {
  title: 'Cookies',
  lead: 'L’application ne dépose aucun cookie propre. Elle garde quelques valeurs dans le stockage de votre navigateur et ne compte l’utilisation qu’après votre accord.',
  change: 'Préférences de cookies',
  language: 'Langue',
  columns: { name: 'Nom', kind: 'Type', purpose: 'Pour quoi', duration: 'Durée' },
  necessary: 'Nécessaires',
  necessaryMeans:
    'Déposées sans demande, car l’application ne fonctionne pas sans elles. Elles ne contiennent aucune donnée de patient, sauf si un fichier ou dossier envoyé en porte le nom.',
  analytics: 'Mesure d’audience, seulement après votre accord',
  analyticsMeans:
    'Les types de pages et de fonctions utilisés sont comptés par le compteur propre de cette installation, qui ne dépose rien dans votre navigateur.',
  googleMeans: 'Google Analytics compte en parallèle. Si vous acceptez, il dépose :',
  nothingSet: 'Google Analytics n’est pas utilisé.',
  withdrawal:
    'Retirer votre accord arrête aussitôt la mesure, y compris dans les pages ouvertes, et supprime ce qui a été déposé.',
  advertising: 'Publicité',
  advertisingMeans:
    'Aucune. L’application n’affiche pas de publicité et ne charge rien pour cela. Votre choix est conservé pour le jour où cela changerait ; sans votre accord, rien ne changerait.',
  changing: 'Changer d’avis',
  changingMeans:
    '« Cookie preferences » (préférences de cookies) se trouve au pied de chaque page. Si vous effacez « tracking-consent » dans le stockage de votre navigateur, nous redemandons ; de même après six mois et pour de nouvelles finalités.',
  signal:
    'Si votre navigateur envoie Global Privacy Control, c’est un refus : rien ne vous est demandé et rien n’est déposé. Ce que vous choisissez ensuite dans les préférences vaut.',
  proof:
    'Comme preuve, nous enregistrons chaque choix : ce qui a été choisi, quand, dans quelle version et langue, et un nombre aléatoire. Ni votre adresse réseau ni votre compte n’y figurent.',
  kinds: {
    indexedDB: 'Base de données du navigateur (IndexedDB)',
    sessionStorage: 'Stockage de session',
    localStorage: 'Stockage local',
    cache: 'Cache du navigateur',
    cookie: 'Cookie',
  },
  purposes: {
    signedIn:
      'Firebase Authentication : maintient votre session. Seulement après connexion ou ouverture de l’application.',
    heartbeat: 'Firebase : version du logiciel utilisé, envoyée avec ses requêtes',
    uploads:
      'Permet de reprendre un envoi interrompu : adresses et sommes de contrôle de ses parties, aucune image et, si le navigateur le permet, l’accès aux fichiers ou au dossier choisis, avec leurs noms',
    coding: 'Seulement si vous choisissez de réduire ou non les images avant l’envoi : retient ce choix',
    sharedComputer:
      'Seulement si vous dites que d’autres utilisent cet ordinateur : rien d’un envoi n’est alors gardé',
    scroll: 'Position de défilement de chaque page, pour le retour',
    linkSession: 'Seulement sur la page d’un lien : rouvre l’examen après un rechargement',
    linkLanguage: 'Seulement si vous choisissez une autre langue : retient laquelle',
    layout: 'Seulement si un examen est quitté avec plusieurs vues : quelles séries où, pour un rechargement',
    preferences:
      'Seulement si vous changez la chambre noire ou les touches simples de la visionneuse : retient comment',
    consent: 'Retient votre choix sur les finalités ci-dessous',
    offline:
      'Seulement si vous ouvrez des fichiers de cet ordinateur : le code de l’application, pour fonctionner hors ligne',
    visits: 'Google Analytics : distingue les visites par un identifiant aléatoire',
    visitState: 'Google Analytics : état de la visite',
    installation: 'Firebase : identifiant aléatoire de cette installation, pour Analytics',
  },
  durations: {
    signOut: 'Jusqu’à votre déconnexion',
    thirtyDays: '30 jours',
    uploadEnds: 'Jusqu’à la fin de l’envoi, une semaine au plus, ou jusqu’à votre déconnexion',
    tabCloses: 'Jusqu’à la fermeture de l’onglet',
    cleared: 'Jusqu’à ce que vous l’effaciez',
    sixMonths: '6 mois',
    newVersion: 'Jusqu’à la prochaine version de l’application, ou jusqu’à ce que vous l’effaciez',
    twoYears: '2 ans, ou jusqu’au retrait de votre accord',
    withdrawn: 'Jusqu’au retrait de votre accord',
  },
};
