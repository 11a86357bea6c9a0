import { expect, it } from 'vitest';
import { isLoadFailure } from '../../web/src/app/load-failure.ts';

it.each([
  new TypeError('Failed to fetch dynamically imported module: https://pacs.example/assets/page-1.js'),
  new TypeError('error loading dynamically imported module: https://pacs.example/assets/page-1.js'),
  new TypeError('Importing a module script failed.'),
  new Error('Unable to preload CSS for /assets/page-1.css'),
])('takes "$message" for code that could not be fetched', (error) => {
  expect(isLoadFailure(error)).toBe(true);
});

it.each([
  new TypeError("Cannot read properties of undefined (reading 'frames')"),
  new Error('no such stack'),
  'a string',
  undefined,
])('takes %s for an error of the page itself', (error) => {
  expect(isLoadFailure(error)).toBe(false);
});
