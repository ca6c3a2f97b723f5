import { describe, expect, test } from 'vitest';
import { parseConfig } from './config.ts';
import { StartProblem } from './start-problem.ts';

const SECRET = 'q8Zr3vK1xW5mT9bN2cL7dJ4fH6gP0sYa';

describe('settings', () => {
  test('an empty environment is enough outside production', () => {
    const config = parseConfig({});

    expect(config).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      isDemo: true,
      isProduction: false,
    });
    expect(config.dataDir).toMatch(/[/\\]\.data$/u);
  });

  test('all problems are told at once, each by the name of its setting', () => {
    const environment = {
      PORT: '70000',
      DATABASE_URL: 'mysql://localhost',
      ADMIN_EMAIL: 'nobody',
      ADMIN_PASSWORD: 'short',
      DEMO: 'yes',
      LOG_LEVEL: 'loud',
      SESSION_SECRET: 'too short',
      NODE_ENV: 'staging',
    };

    expect(problemsOf(environment)).toEqual([
      'PORT must be a number from 0 to 65535.',
      'DATABASE_URL must begin with postgresql://.',
      'ADMIN_EMAIL must be an e-mail address.',
      'ADMIN_PASSWORD must have at least 8 characters.',
      'DEMO must be 1 (on) or 0 (off).',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
      'SESSION_SECRET must have at least 32 characters.',
      'NODE_ENV must be one of development, production, test.',
    ]);
  });

  test('production needs a secret of its own, and no sample will do', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      'SESSION_SECRET is required in production: set it to 32 random characters or more.',
    ]);
    expect(
      problemsOf({ NODE_ENV: 'production', SESSION_SECRET: 'change-me-change-me-change-me-ok' }),
    ).toEqual(['SESSION_SECRET is a sample: choose a random one.']);
    expect(parseConfig({ NODE_ENV: 'production', SESSION_SECRET: SECRET })).toMatchObject({
      isProduction: true,
      isDemo: false,
    });
  });

  test('a problem with one setting does not hide one between two settings', () => {
    expect(problemsOf({ PORT: 'x', ADMIN_PASSWORD: 'long enough' })).toEqual([
      'PORT must be a number from 0 to 65535.',
      'ADMIN_PASSWORD is set without ADMIN_EMAIL: set both, or neither.',
    ]);
  });

  test('an empty value counts as absent', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: '', DEMO: '' })).toEqual(parseConfig({}));
  });
});

function problemsOf(environment: Record<string, string>): string[] {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof StartProblem) {
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.replace('  - ', ''));
    }
    throw error;
  }
  return [];
}
