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
  'Type the passcode first.': 'Escriba primero el código de acceso.',
  'That is not the passcode. One try is left.': 'Ese no es el código. Queda un intento.',
  'That is not the passcode. {n} tries are left.': 'Ese no es el código. Quedan {n} intentos.',
  'Too many attempts at once. Wait a minute, then try again.':
    'Demasiados intentos a la vez. Espere un minuto y vuelva a intentarlo.',
  'It could not be opened. Check the connection and try again.':
    'No se pudo abrir. Compruebe la conexión y vuelva a intentarlo.',
  // The question about cookies
  'May we count how the app is used?': '¿Podemos contar cómo se usa la aplicación?',
  'We would like to count which functions are used: no names, images or ids. It starts only after your yes, and a no costs you nothing.':
    'Nos gustaría contar qué funciones se usan: sin nombres, imágenes ni identificadores. Empieza solo después de su sí, y un no no le cuesta nada.',
  'Accept all': 'Aceptar todo',
  'Reject all': 'Rechazar todo',
  Choose: 'Elegir',
  'Privacy policy': 'Política de privacidad (en inglés)',
  Cookies: 'Cookies (en inglés)',
  'Cookie preferences': 'Preferencias de cookies',
  'Save this choice': 'Guardar esta elección',
  Close: 'Cerrar',
  'Your choice is kept in this browser under “tracking-consent” for six months. Change it here at any time, or clear that value and we will ask again.':
    'Su elección se guarda en este navegador como «tracking-consent» durante seis meses. Cámbiela aquí cuando quiera, o borre ese valor y volveremos a preguntar.',
  Necessary: 'Necesarias',
  'Keeps you signed in and remembers this choice. The app does not work without it.':
    'Mantiene su sesión y recuerda esta elección. La aplicación no funciona sin ello.',
  Analytics: 'Analítica',
  'Counts which kinds of pages and functions are used and how long they take, in rough steps. Never names, images, ids or anything you type.':
    'Cuenta qué tipos de páginas y funciones se usan y cuánto duran, a grandes rasgos. Nunca nombres, imágenes, identificadores ni lo que usted escribe.',
  Advertising: 'Publicidad',
  'The app shows no advertising today. Your choice is kept so that nothing of the kind could start without your yes.':
    'La aplicación no muestra publicidad. Su elección se guarda para que nada de eso pueda empezar sin su sí.',
  'Everything that is stored, in one table': 'Todo lo que se guarda, en una tabla (en inglés)',
};
