import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, isShown, openWorkplace, signIn, type Workplace } from './workplace.ts';

const FIRST_LOAD_BYTES = 200_000;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await openWorkplace();
});
afterAll(() => workplace.close());

test('a first visit leaves nothing in the browser’s console', async () => {
  const page = await workplace.open();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));

  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();

  expect(said).toEqual([]);
});

test('a wrong password is told, and what was typed stays', async () => {
  const page = await workplace.open();
  await page.goto('/');
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.getByRole('alert').waitFor();

  expect(await page.getByLabel('E-mail').inputValue()).toBe(account.email);
});

test('signing in leads to the address that was asked for', async () => {
  const page = await workplace.open();
  await page.goto('/customers?q=ada');

  await signIn(page);

  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor();
  expect(await page.getByRole('searchbox', { name: 'Search customers' }).inputValue()).toBe('ada');
});

test('a reload stays signed in, and the token is not kept where a script could take it', async () => {
  const page = await workplace.enter('/');

  await page.reload();

  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
  expect(kept).not.toMatch(/eyJ|token/u);
  expect(await page.evaluate('document.cookie')).toBe('');
});

test('who is signed in loads at most 200 kB of code and styles to see the feed', async () => {
  const page = await workplace.enter('/');
  await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
  await page.reload();
  await page.getByText('Nothing has happened yet').waitFor();

  const loaded = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name)`,
  );
  const parts = loaded.filter((url) => /\.(?:js|css)$/u.test(url));
  const sizes = parts.map(async (url) => {
    const response = await fetch(url);
    return gzipSync(await response.arrayBuffer()).length;
  });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
});

test('signing out leads back to the form, also after a reload', async () => {
  const page = await workplace.enter('/');
  await page.getByRole('button', { name: /Owner/u }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  await page.reload();

  expect(await isShown(page.getByRole('heading', { name: 'Sign in' }))).toBe(true);
});

test('a session ended from another browser ends at once, and says so', async () => {
  const ended = await workplace.enter('/');
  const other = await workplace.enter('/account');

  const buttons = other.getByRole('button', { name: /End the session/u });
  await buttons.first().waitFor();
  for (let left = (await buttons.count()) - 1; left >= 0; left--) {
    await buttons.first().click();
    await expect.poll(() => buttons.count()).toBe(left);
  }

  expect(await isShown(ended.getByText('Your session has ended.'))).toBe(true);
});
