import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import { pureFolders } from './scripts/architecture/fences.ts';
import { fences, releaseComparisons } from './scripts/architecture/lint-rules.ts';

const pureFiles = pureFolders.map((folder) => `${folder}/**`);

export default defineConfig(
  globalIgnores([
    'dist/',
    '.astro/',
    '.cache/',
    'coverage/',
    'test-results/',
    'tests/**/fixtures/',
  ]),
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  astro.configs.recommended,
  {
    plugins: { fences },
    rules: {
      'fences/imports': 'error',
      // The compiler knows every name.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `!= null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // Where there are promises: the pure folders have none, and reading their types takes a minute.
    files: ['**/*.ts'],
    ignores: ['content.config.ts', ...pureFiles],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.node.json', 'tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // A forgotten `await` is a check that cannot fail and an effect that nobody orders.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  {
    files: ['src/**'],
    ignores: ['src/releases/**'],
    rules: { 'no-restricted-syntax': ['error', ...releaseComparisons] },
  },
  {
    // Time and chance are data in the engine: the same log must come out of the same inputs.
    files: pureFiles,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Time is data: take the instant from the state.' },
        { name: 'performance', message: 'Time is data: take the instant from the state.' },
        { name: 'crypto', message: 'Ask for an effect: cryptography happens behind the port.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use roll(seed, purpose).' },
      ],
    },
  },
  {
    files: ['scripts/**', 'tests/**'],
    rules: { 'no-console': 'off' },
  },
);
