import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import toThread from 'eslint-plugin-to-thread';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'test/apps/',
    'test/safety/programs/',
    'eslint-plugin/tests/fixtures/',
    '**/.tmp/',
  ]),
  js.configs.recommended,
  {
    // Our own rule, as built (`npm run build`). Tests and benches make direct calls on purpose, to compare with them.
    files: ['*/src/**', '*/scripts/**', 'test/demo/**'],
    ignores: ['**/tests/**'],
    extends: [toThread.configs.recommended],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['eslint-plugin/**/*.ts'],
    // Node types are compared by their documented string names: typescript-eslint declares them as an enum, and
    // importing that at run time would make it, and its `typescript` peer, a dependency of the plugin.
    rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' },
  },
  {
    // Programs that run under every Node as they are.
    files: ['runtime/{tests,bench,examples}/**/*.{mjs,cjs}', 'test/safety/*.cjs'],
    languageOptions: {
      globals: {
        ...{ console: false, process: false, setTimeout: false, setInterval: false, setImmediate: false },
        ...{
          clearInterval: false,
          AbortController: false,
          performance: false,
          exports: false,
          URL: false,
          WebAssembly: false,
        },
      },
    },
  },
  {
    files: ['runtime/{tests,bench}/**/*.ts'],
    // Functions passed without their `this` are what these are about.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
);
