import type { CookieWords } from './words.ts';

export const es: CookieWords = {
  title: 'Cookies',
  lead: 'La aplicación no instala cookies propias. Guarda unos pocos valores en el almacenamiento de su navegador y cuenta el uso solo después de su sí.',
  change: 'Preferencias de cookies',
  language: 'Idioma',
  columns: { name: 'Nombre', kind: 'Tipo', purpose: 'Para qué', duration: 'Cuánto tiempo' },
  necessary: 'Necesarias',
  necessaryMeans:
    'Se guardan sin preguntar, porque la aplicación no funciona sin ellas. No contienen datos de pacientes, salvo que un archivo o carpeta que suba lleve su nombre.',
  analytics: 'Analítica, solo después de su sí',
  analyticsMeans:
    'Qué tipos de páginas y funciones se usan lo cuenta el contador propio de esta instalación, que no guarda nada en su navegador.',
  googleMeans: 'Google Analytics cuenta a su lado. Si dice que sí, guarda:',
  nothingSet: 'No se usa Google Analytics.',
  withdrawal:
    'Retirar su sí detiene el recuento al instante, también en las páginas abiertas, y elimina lo que se guardó.',
  advertising: 'Publicidad',
  advertisingMeans:
    'Ninguna. La aplicación no muestra publicidad ni carga nada para ella. Su elección se guarda para el día en que esto cambiara; sin su sí no cambiaría nada.',
  changing: 'Cambiar de opinión',
  changingMeans:
    '«Cookie preferences» (preferencias de cookies) está al pie de cada página. Si borra «tracking-consent» del almacenamiento de su navegador, volvemos a preguntar; también a los seis meses y ante nuevos fines.',
  signal:
    'Si su navegador envía Global Privacy Control, es un no: no se le pregunta y no se guarda nada. Lo que elija después en las preferencias vale.',
  proof:
    'Como prueba registramos cada elección: qué se eligió, cuándo, en qué versión e idioma, y un número aleatorio. Ni su dirección de red ni su cuenta se guardan con ello.',
  kinds: {
    indexedDB: 'Base de datos del navegador (IndexedDB)',
    sessionStorage: 'Almacenamiento de sesión',
    localStorage: 'Almacenamiento local',
    cache: 'Caché del navegador',
    cookie: 'Cookie',
  },
  purposes: {
    signedIn: 'Firebase Authentication: mantiene su sesión. Solo después de entrar o de abrir la aplicación.',
    heartbeat: 'Firebase: versión del software en uso, enviada con sus solicitudes',
    uploads:
      'Permite continuar una subida interrumpida: direcciones y sumas de control de sus partes, ninguna imagen y, si el navegador puede, el acceso a los archivos o la carpeta que eligió, con sus nombres',
    coding: 'Solo si elige si las imágenes se reducen antes de enviarse: lo recuerda',
    sharedComputer: 'Solo si dice que otros usan este ordenador: entonces no se guarda nada de una subida',
    scroll: 'Hasta dónde se desplazó cada página, para el camino de vuelta',
    linkSession: 'Solo en la página de un enlace: vuelve a abrir el estudio tras recargar',
    linkLanguage: 'Solo si elige otro idioma: recuerda cuál',
    layout: 'Solo si deja un estudio con varios paneles: qué series estaban dónde, para una recarga',
    preferences: 'Solo si cambia la sala oscura o las teclas sueltas del visor: recuerda cómo',
    consent: 'Recuerda su elección sobre los fines siguientes',
    offline: 'Solo si abre archivos de este ordenador: el código de la aplicación, para que funcione sin red',
    visits: 'Google Analytics: distingue visitas con un identificador aleatorio',
    visitState: 'Google Analytics: estado de la visita',
    installation: 'Firebase: identificador aleatorio de esta instalación, para Analytics',
  },
  durations: {
    signOut: 'Hasta que cierre la sesión',
    thirtyDays: '30 días',
    uploadEnds: 'Hasta que termine la subida, una semana como máximo, o hasta que cierre la sesión',
    tabCloses: 'Hasta que se cierre la pestaña',
    cleared: 'Hasta que lo borre',
    sixMonths: '6 meses',
    newVersion: 'Hasta la próxima versión de la aplicación, o hasta que lo borre',
    twoYears: '2 años, o hasta que retire su sí',
    withdrawn: 'Hasta que retire su sí',
  },
};
