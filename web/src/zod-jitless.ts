/**
 * Import first in every page: zod decides when a schema is made whether it may compile it, and finding that out
 * by trying eval would violate the content security policy. This is where zod's code, whenever it comes, looks for its
 * configuration: pages that need none of it at first need not have it for that.
 */
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, jitless: true };

export {};
