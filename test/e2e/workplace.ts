import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { createTestDatabase } from '../../server/testing/database.ts';
import { type RapportProcess, startRapport } from '../support/rapport-process.ts';
import { openChromium } from './chromium.ts';
import { type Graph, signedInGraph } from './graph.ts';

const EMAIL = 'ada@example.com';
const PASSWORD = 'a password of ours';
const PATIENCE_MS = 15_000;

/** A server with a workspace of its own, and a browser beside it. */
export interface Workplace {
  readonly url: string;
  /** For a script that works beside the windows. */
  readonly graph: Graph;
  /** A browser of its own: with its own cookies, not signed in. */
  readonly open: (options?: BrowserContextOptions) => Promise<Page>;
  /** A browser that is signed in and shows that path. */
  readonly enter: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Closes every browser that was opened. */
  readonly closeWindows: () => Promise<void>;
  /** Kills the server without warning. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const account = { email: EMAIL, password: PASSWORD };

/** Opens a workplace: a database, a server, a browser. The client has to be built. */
export async function openWorkplace(): Promise<Workplace> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-e2e-'));
  const settings = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    ADMIN_EMAIL: EMAIL,
    ADMIN_PASSWORD: PASSWORD,
  };
  let server: RapportProcess = await startRapport(settings);
  const { url } = server;
  const browser: Browser = await openChromium();
  const contexts: BrowserContext[] = [];

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    contexts.push(context);
    return context.newPage();
  }

  return {
    url,
    graph: await signedInGraph(url, EMAIL, PASSWORD),
    open,
    async enter(path, options) {
      const page = await open(options);
      await page.goto(path);
      await signIn(page);
      return page;
    },
    async closeWindows() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    async kill() {
      await server.end('SIGKILL');
    },
    async restart() {
      server = await startRapport({ ...settings, PORT: new URL(url).port });
    },
    async close() {
      await browser.close();
      await server.end('SIGTERM');
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Fills in the form that the page shows. */
export async function signIn(page: Page, { email, password } = account): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** Waits until the page says of itself that it is in that state. */
export async function untilFeedIs(page: Page, state: RegExp): Promise<void> {
  await page.getByRole('banner').getByRole('status').filter({ hasText: state }).waitFor();
}

/** Waits until it is on the page; fails in Playwright's words when it never is. */
export async function isShown(locator: Locator): Promise<true> {
  await locator.waitFor();
  return true;
}
