import type { ConsentTexts } from './texts.ts';

export const es: ConsentTexts = {
  question: '¿Podemos contar cómo se usa la aplicación?',
  explanation:
    'Nos gustaría contar qué funciones se usan: sin nombres, imágenes ni identificadores. Empieza solo después de su sí, y un no no le cuesta nada.',
  acceptAll: 'Aceptar todo',
  rejectAll: 'Rechazar todo',
  choose: 'Elegir',
  privacyPolicy: 'Política de privacidad (en inglés)',
  cookies: 'Cookies',
  preferences: 'Preferencias de cookies',
  save: 'Guardar esta elección',
  close: 'Cerrar',
  howKept:
    'Su elección se guarda en este navegador como «tracking-consent» durante seis meses. Cámbiela aquí cuando quiera, o borre ese valor y volveremos a preguntar. Como prueba la registramos con su fecha y un número aleatorio, sin su dirección.',
  refusedByBrowser:
    'Su navegador envía Global Privacy Control, que tomamos como un no. Lo que elija aquí vale desde ahora.',
  necessary: 'Necesarias',
  necessaryMeans: 'Mantiene su sesión y recuerda esta elección. La aplicación no funciona sin ello.',
  analytics: 'Analítica',
  analyticsMeans:
    'Cuenta qué tipos de páginas y funciones se usan y cuánto duran, a grandes rasgos. Nunca nombres, imágenes, identificadores ni lo que usted escribe.',
  advertising: 'Publicidad',
  advertisingMeans:
    'La aplicación no muestra publicidad. Su elección se guarda para que nada de eso pueda empezar sin su sí.',
  allStored: 'Todo lo que se guarda, en una tabla',
};
