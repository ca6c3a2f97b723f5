import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { isShown, openWorkplace, signIn, untilFeedIs, type Workplace } from './workplace.ts';

/** A socket without feeds is closed after 3 s. */
const SOON = { timeout: 10_000 };

let workplace: Workplace;
let customerId: string;
beforeAll(async () => {
  workplace = await openWorkplace();
  customerId = await workplace.graph.createCustomer({ name: 'Katherine Example' });
});
afterAll(() => workplace.close());
afterEach(async () => {
  await workplace.closeWindows();
  await vi.waitFor(async () => {
    if ((await sockets()) > 0) throw new Error('A socket stays open behind closed windows.');
  }, SOON);
});

test('two tabs share one socket; when the one that opened it is closed, the other stays live', async () => {
  const first = await workplace.enter('/');
  await untilFeedIs(first, /^Live$/u);
  const second = await anotherTab(first.context());

  expect(await sockets()).toBe(1);
  await log('for both');
  expect(await isShown(row(first, 'for both'))).toBe(true);
  expect(await isShown(row(second, 'for both'))).toBe(true);

  await first.close();
  await log('for who is left');

  expect(await isShown(row(second, 'for who is left'))).toBe(true);
  expect(await sockets()).toBe(1);
});

test('two browsers have a socket each', async () => {
  for (const page of [await workplace.enter('/'), await workplace.enter('/customers')]) {
    await untilFeedIs(page, /^Live$/u);
  }

  expect(await sockets()).toBe(2);
});

test('a killed server is resumed by every tab over one new socket, and nothing is lost', async () => {
  const first = await workplace.enter('/');
  await untilFeedIs(first, /^Live$/u);
  const tabs = [first, await anotherTab(first.context())];
  await log('before the kill');
  await Promise.all(tabs.map((tab) => row(tab, 'before the kill').waitFor()));

  await workplace.kill();
  await Promise.all(tabs.map((tab) => untilFeedIs(tab, /^Stale since \d\d/u)));
  await workplace.restart();
  await log('after the kill');

  for (const tab of tabs) {
    await row(tab, 'after the kill').waitFor();
    expect(await row(tab, 'the kill').count()).toBe(2);
  }
  expect(await sockets()).toBe(1);
});

test('who signs out in one tab is signed out in all, and the next one has a socket of their own', async () => {
  const first = await workplace.enter('/');
  await untilFeedIs(first, /^Live$/u);
  const second = await anotherTab(first.context());

  await second.getByRole('button', { name: /Owner/u }).click();
  await second.getByRole('menuitem', { name: 'Sign out' }).click();
  await first.getByText('Your session has ended.').waitFor();
  await expect.poll(sockets, SOON).toBe(0);
  await signIn(second);

  await untilFeedIs(second, /^Live$/u);
  expect(await first.getByRole('article').count()).toBe(0);
  expect(await sockets()).toBe(1);
});

test.each([
  ['that has no shared workers', 'delete window.SharedWorker'],
  [
    'that will not start one',
    `window.SharedWorker = class { constructor() { throw Error('no') } }`,
  ],
])('a browser %s has a socket for each tab', async (which, script) => {
  const first = await workplace.open();
  await first.context().addInitScript(script);
  await first.goto('/');
  await signIn(first);
  await untilFeedIs(first, /^Live$/u);
  const second = await anotherTab(first.context());
  await log(`a browser ${which}`);

  expect(await isShown(row(first, which))).toBe(true);
  expect(await isShown(row(second, which))).toBe(true);
  expect(await sockets()).toBe(2);
});

async function anotherTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await untilFeedIs(page, /^Live$/u);
  return page;
}

const row = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

async function log(subject: string): Promise<void> {
  await workplace.graph.logInteraction({ customerId, subject });
}

/** How many sockets the server has open. */
async function sockets(): Promise<number> {
  const text = await (await fetch(`${workplace.url}/metrics`)).text();
  return Number(/^rapport_sockets (\d+)$/mu.exec(text)?.[1]);
}
