import type { page as phrases } from '../de/page.ts';

export const page: Record<keyof typeof phrases, string> = {
  // The page of a link
  Language: 'Idioma',
  'Shared study': 'Estudio compartido',
  'Shared until {end}': 'Compartido hasta el {end}',
  'Try again': 'Reintentar',
  'The tools couldn’t be loaded. Check the connection.':
    'No se pudieron cargar las herramientas. Compruebe la conexión.',
  'Too many attempts': 'Demasiados intentos',
  'Wait a minute, then try again.': 'Espere un minuto y vuelva a intentarlo.',
  'The study could not be opened': 'No se pudo abrir el estudio',
  'Check the connection and try again in a moment.':
    'Compruebe la conexión y vuelva a intentarlo en un momento.',
  'This link is no longer valid': 'Este enlace ya no es válido',
  'It may have expired, been withdrawn, locked or opened as often as it may be. Ask the person who sent it.':
    'Puede haber caducado, haberse retirado, estar bloqueado o haberse abierto tantas veces como se permite. Pregunte a la persona que lo envió.',
  'A study has been shared with you': 'Se ha compartido un estudio con usted',
  'Whoever sent you the link has told you a passcode as well.':
    'Quien le envió el enlace también le ha dado un código de acceso.',
  'It can be opened a limited number of times. Opening it now counts as one; reloading the page does not.':
    'Se puede abrir un número limitado de veces. Abrirlo ahora cuenta como una; recargar la página no cuenta.',
  'Whoever shared it may be told that it was opened.':
    'Es posible que se avise de la apertura a quien lo compartió.',
  Passcode: 'Código de acceso',
  'Open the study': 'Abrir el estudio',
  'Opening…': 'Abriendo…',
  'Your browser keeps nothing for this page. Allow it to keep site data, then open the link again.':
    'Su navegador no guarda nada para esta página. Permítale guardar los datos del sitio y abra de nuevo el enlace.',
  'Type the passcode first.': 'Escriba primero el código de acceso.',
  'That is not the passcode. One try is left.': 'Ese no es el código. Queda un intento.',
  'That is not the passcode. {n} tries are left.': 'Ese no es el código. Quedan {n} intentos.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Demasiados intentos a la vez. Espere un minuto y vuelva a intentarlo.',
  'It could not be opened. Check the connection and try again.':
    'No se pudo abrir. Compruebe la conexión y vuelva a intentarlo.',
  'Cookie preferences': 'Preferencias de cookies',
  Close: 'Cerrar',
};
