import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/support/closing-line.ts';

const builds = fileURLToPath(new URL('test/support/built.ts', import.meta.url));
const redis = fileURLToPath(new URL('test/support/redis.ts', import.meta.url));

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine('unit')],
    projects: [
      {
        test: {
          name: 'eslint-plugin',
          root: 'eslint-plugin',
          include: ['tests/**/*.test.ts'],
          globalSetup: builds,
          // Typed samples compile a project, which takes its time on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'extension',
          root: 'extension',
          include: ['tests/**/*.test.ts'],
          globalSetup: builds,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'runtime',
          root: 'runtime',
          include: ['tests/**/*.test.ts'],
          // There is no Redis for Windows, and none at hand elsewhere.
          exclude: process.platform === 'linux' ? [] : ['tests/cluster/**', 'tests/conformance.test.ts'],
          globalSetup: [builds, redis],
          // Many run whole programs, which takes its time on a busy machine.
          testTimeout: 60_000,
          // The built package runs as it ships, not transformed.
          server: { deps: { external: [/runtime[\\/]dist[\\/]/] } },
        },
      },
      {
        test: {
          name: 'safety',
          root: 'test',
          include: ['safety/*.test.ts'],
          // Whole programs run, several times.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'end to end',
          root: 'test',
          include: ['*.test.ts', '{hosts,editor,command}/**/*.test.ts', '{support,projects}/*.test.ts'],
          globalSetup: [fileURLToPath(new URL('test/support/tarballs.ts', import.meta.url)), redis],
          // These install packed tarballs and run whole programs.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
