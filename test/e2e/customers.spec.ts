import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isShown, openWorkplace, untilFeedIs, type Workplace } from './workplace.ts';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await openWorkplace();
  for (const name of ['Ayşe Işık', 'Jan de Vries', 'Siti Rahayu', 'Işıl Demir']) {
    await workplace.graph.createCustomer({ name });
  }
});
afterAll(() => workplace.close());

test('a search finds names without their accents, and stands in the address', async () => {
  const page = await workplace.enter('/customers');
  await page.getByRole('link', { name: 'Jan de Vries' }).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('isik');

  await page.getByRole('link', { name: 'Jan de Vries' }).waitFor({ state: 'detached' });
  await expect.poll(() => names(page)).toContain('Ayşe Işık');
  expect(new URL(page.url()).searchParams.get('q')).toBe('isik');
});

test('an address with filters shows the same list to somebody else', async () => {
  const one = await workplace.enter('/customers');
  await one.getByRole('button', { name: 'Stage' }).click();
  await one.getByRole('menuitemcheckbox', { name: 'Champion' }).click();
  await one.getByText('Nobody found').waitFor();

  const other = await workplace.enter(one.url());

  await other.getByText('Nobody found').waitFor();
  expect(await isShown(other.getByRole('button', { name: 'Stage: Champion' }))).toBe(true);
});

test('nobody found is told with what to do about it', async () => {
  const page = await workplace.enter('/customers?q=zzzzzz');

  expect(await isShown(page.getByText('Try fewer words or other filters.'))).toBe(true);
});

test('a customer created elsewhere comes into the list by itself', async () => {
  const page = await workplace.enter('/customers');
  await untilFeedIs(page, /^Live$/u);

  await workplace.graph.createCustomer({ name: 'Bella Nova' });

  expect(await isShown(page.getByRole('link', { name: 'Bella Nova' }))).toBe(true);
});

test('a customer who does not exist is told as such', async () => {
  const page = await workplace.enter('/customers/bm90aGluZw%3D%3D');

  expect(await isShown(page.getByRole('heading', { name: 'There is no such customer' }))).toBe(
    true,
  );
});

async function names(page: Page): Promise<string[]> {
  return page.getByRole('table', { name: 'Customers' }).getByRole('link').allTextContents();
}
