/** The part of the Trusted Types API that TypeScript's DOM library lacks and the pages use. */
interface Window {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (text: string) => string; createHTML: (text: string) => string },
    ): unknown;
  };
}
