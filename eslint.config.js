import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/node_modules', '**/dist', '**/lib', '.run', '**/*.generated.*']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      // noUncheckedIndexedAccess and bracket access of index signatures go together.
      '@typescript-eslint/dot-notation': 'off',
      // `() => { log(); }` instead of `() => log()` says nothing more.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // Workers have a library of their own: DOM use in them must not compile.
    files: ['web/src/**/*.worker.ts'],
    languageOptions: {
      parserOptions: { projectService: false, project: './web/tsconfig.worker.json' },
    },
  },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // Loops over pixels: `?? 0` in the place of `!` would be a branch a sample.
    files: [
      'shared/src/{codecs,display}/**/*.ts',
      'shared/src/crc32c.ts',
      'web/src/viewer/mpr/core/reslice.ts',
      'test/{codecs,display}/**/*.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // A fake of an asynchronous port answers at once.
    files: ['test/**'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    // What the functions say goes through log.ts, whose fields are a closed set.
    files: ['functions/src/**/*.ts', 'shared/src/**/*.ts'],
    ignores: ['functions/src/log.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'firebase-functions', message: 'Import from its parts; logs go through log.ts.' },
            { name: 'node:console', message: 'Logs go through functions/src/log.ts.' },
            { name: 'console', message: 'Logs go through functions/src/log.ts.' },
          ],
          patterns: [{ group: ['firebase-functions/logger*'], message: 'Logs go through log.ts.' }],
        },
      ],
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr', 'emitWarning'].map((property) => ({
          object: 'process',
          property,
          message: 'Logs go through functions/src/log.ts.',
        })),
      ],
    },
  },
  {
    // Programs whose output is the console.
    files: ['tools/**', 'test/bench/**'],
    rules: { 'no-console': 'off' },
  },
);
