import { defineConfig } from 'vitest/config';

const SLOW_TEST_MS = 60_000;
const failOnConsoleError = 'test/support/fail-on-console-error.ts';

export default defineConfig({
  // Packages that Node loads by itself get graphql's CommonJS half; ours must be the same one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Most tests wait more than they compute.
    maxWorkers: 2,
    globalSetup: ['test/support/postgres.ts', 'test/support/built-client.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts'],
          setupFiles: failOnConsoleError,
          testTimeout: SLOW_TEST_MS,
          hookTimeout: SLOW_TEST_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'client',
          include: ['client/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: failOnConsoleError,
        },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['test/architecture/*.test.ts'],
          setupFiles: failOnConsoleError,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          setupFiles: failOnConsoleError,
          testTimeout: SLOW_TEST_MS,
          hookTimeout: SLOW_TEST_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'convergence',
          include: ['test/convergence/**/*.test.ts'],
          setupFiles: failOnConsoleError,
          testTimeout: SLOW_TEST_MS,
          hookTimeout: SLOW_TEST_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'campaign',
          include: ['test/campaign/**/*.test.ts'],
          setupFiles: failOnConsoleError,
          testTimeout: SLOW_TEST_MS,
          hookTimeout: SLOW_TEST_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.spec.ts'],
          setupFiles: failOnConsoleError,
          testTimeout: SLOW_TEST_MS,
          hookTimeout: SLOW_TEST_MS,
        },
      },
    ],
  },
});
