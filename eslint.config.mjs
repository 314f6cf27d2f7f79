import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Who may import whom is not lint's business: see .dependency-cruiser.cjs. Neither is layout: see .prettierrc.json.

const names = (...globals) => Object.fromEntries(globals.map((name) => [name, 'readonly']));

const everywhere = names(
  'console',
  'fetch',
  'URL',
  'URLSearchParams',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'structuredClone',
  'AbortSignal',
  'AbortController',
  'performance',
);
const node = { ...everywhere, ...names('process', 'Buffer', 'setImmediate') };
const commonJs = { ...node, ...names('require', 'module', 'exports', '__dirname', '__filename') };
const browser = {
  ...everywhere,
  ...names(
    'document',
    'window',
    'location',
    'matchMedia',
    'EventSource',
    'sessionStorage',
    'localStorage',
    'requestAnimationFrame',
    'CSS',
    'HTMLElement',
    'FormData',
  ),
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.data/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      // Control characters are written out where they are taken out of what people wrote.
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `import { z }` brings all of zod into the bundle, its forty languages included: half a megabyte.
      'no-restricted-syntax': ['error', { selector: 'ImportDeclaration[importKind="value"][source.value="zod"] > ImportSpecifier', message: "import * as z from 'zod'" }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A port's method may be asynchronous without this implementation having anything to wait for.
      '@typescript-eslint/require-await': 'off',
      // What comes over the wire is compared with the libraries' string enums.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
    },
  },
  {
    // restify's answers are typed any.
    files: ['src/teams/server.ts'],
    rules: { '@typescript-eslint/no-unsafe-return': 'off' },
  },
  {
    // Matchers, parsed answers and doubles are loosely typed; what they must be is what the test says.
    files: ['tests/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.cjs', '**/*.js'], languageOptions: { sourceType: 'commonjs', globals: commonJs } },
  { files: ['**/*.mjs'], languageOptions: { sourceType: 'module', globals: node } },
  { files: ['src/oevebane/page/**/*.js'], languageOptions: { sourceType: 'module', globals: browser } },
  // Programs that print what they found.
  { files: ['tests/bench/**', 'appPackage/*.mjs'], rules: { 'no-console': 'off' } },
);
