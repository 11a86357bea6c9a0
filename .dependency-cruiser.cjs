/** Which way imports may flow; ARCHITECTURE.md says why. */
const features = 'activity|auth|studies|share|consent|legal|account|upload|viewer|link|rights|operator';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      // Vite's own query suffixes (?url, ?worker) name files that only Vite resolves.
      to: { couldNotResolve: true, pathNot: '\\?(url|worker|raw)$' },
    },
    {
      name: 'shared-stands-alone',
      comment: 'shared/ runs in browsers, workers and functions alike.',
      severity: 'error',
      from: { path: '^shared/src' },
      to: {
        path: '^(functions|web|tools|test)/|node_modules/(firebase|react|cornerstone-core|@google-cloud)',
      },
    },
    {
      name: 'core-is-pure',
      comment: 'Rules of the domain know no SDK and no framework; they get ports.',
      severity: 'error',
      from: { path: '^(functions/src/core|web/src/[^/]+/core)/' },
      to: {
        path: [
          'node_modules/(firebase|firebase-admin|firebase-functions|@firebase|@google-cloud|google-auth-library|react|react-dom|react-router|cornerstone-core|idb|comlink|sharp)/',
          '^functions/src/(adapters|handlers|index|wiring)',
          '^web/src/(ui|firebase|app)/',
        ],
      },
    },
    {
      name: 'core-below-its-feature',
      severity: 'error',
      from: { path: '^web/src/([^/]+)/core/' },
      to: { path: '^web/src/$1/', pathNot: '^web/src/$1/core/' },
    },
    {
      name: 'features-do-not-know-each-other',
      comment:
        'A feature reaches another only through a lazily loaded route. The link page is an entry, as app/ is.',
      severity: 'error',
      from: { path: `^web/src/(${features})/`, pathNot: '^web/src/link/' },
      to: {
        path: `^web/src/(${features})/`,
        pathNot: '^web/src/$1/',
        dependencyTypesNot: ['dynamic-import'],
      },
    },
    {
      name: 'nobody-imports-the-app',
      severity: 'error',
      from: { path: '^web/src/', pathNot: '^web/src/(app/|main\\.tsx)' },
      to: { path: '^web/src/app/' },
    },
    {
      name: 'firebase-only-behind-its-folder',
      severity: 'error',
      from: { path: '^web/src/', pathNot: '^web/src/(firebase|consent)/' },
      to: { path: 'node_modules/(firebase|@firebase)/' },
    },
    {
      name: 'admin-sdk-only-in-adapters',
      severity: 'error',
      from: { path: '^functions/src/', pathNot: '^functions/src/adapters/' },
      to: { path: 'node_modules/(firebase-admin|@google-cloud|google-auth-library)/' },
    },
    {
      name: 'handlers-only-registered',
      severity: 'error',
      from: { path: '^functions/src/', pathNot: '^functions/src/(index\\.ts|handlers/)' },
      to: { path: '^functions/src/handlers/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'cornerstone-only-in-the-viewer',
      severity: 'error',
      from: { pathNot: '^web/src/viewer/' },
      to: { path: 'node_modules/cornerstone-core/' },
    },
    {
      name: 'product-without-tests-or-tools',
      severity: 'error',
      from: { path: '^(shared|functions|web)/src/' },
      to: { path: '^(test|tools)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|lib|\\.run)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
