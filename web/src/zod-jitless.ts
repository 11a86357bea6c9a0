/**
 * Import first in every page: zod decides when a schema is made whether it may compile it, and finding that out
 * by trying eval would violate the content security policy.
 */
import { config } from 'zod';

config({ jitless: true });
