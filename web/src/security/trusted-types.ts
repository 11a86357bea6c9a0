/**
 * Runs in the head of both pages before any other script (web/build/content-policy.ts puts it there): the one policy
 * that strings which could become code go through. Scripts and workers come from this site or from the loaders that
 * Google's sign-in needs; markup is what the consent dialog is made of, and nothing with a handler or a style.
 */
(() => {
  const ownScripts = /^\/(assets\/[\w.-]+\.js|service-worker\.js)$/;
  const signInLoader = 'https://apis.google.com/js/api.js';
  const plainTag =
    /<\/?(?:a|svg|path)(?: (?:href="\/[\w/-]*"|(?:viewBox|d|fill|stroke-width)="[\w .,-]*"))*\s*\/?>/g;

  window.trustedTypes?.createPolicy('default', {
    createScriptURL(text) {
      const { href, origin, pathname } = new URL(text, location.origin);
      if (origin === location.origin && ownScripts.test(pathname)) return href;
      if (`${origin}${pathname}` === signInLoader) return href;
      throw new TypeError('This address is no script of this site.');
    },
    createHTML(text) {
      if (text.replaceAll(plainTag, '').includes('<')) throw new TypeError('This markup is not allowed.');
      return text;
    },
  });
})();
