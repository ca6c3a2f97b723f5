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

test('how many there are in each stage stands above the list, and chooses among them', async () => {
  const page = await workplace.enter('/customers');
  const stages = page.getByRole('group', { name: 'Customers by stage' });
  const countOf = async (stage: string) =>
    Number(
      /\d+/.exec((await stages.getByRole('button', { name: stage }).textContent()) ?? '')?.[0] ?? 0,
    );
  await stages.getByRole('button', { name: 'Lead' }).waitFor();
  const leads = await countOf('Lead');
  expect(leads).toBeGreaterThanOrEqual(4);
  expect(await stages.getByRole('button', { name: 'Churned' }).count()).toBe(0);

  await untilFeedIs(page, /^Live$/u);
  await workplace.graph.createCustomer({ name: 'Nora Lost', lifecycleStage: 'CHURNED' });
  await stages.getByRole('button', { name: 'Churned' }).click();

  await page.getByRole('link', { name: 'Jan de Vries' }).waitFor({ state: 'detached' });
  expect(await names(page)).toEqual(['Nora Lost']);
  expect(await countOf('Churned')).toBe(1);
  expect(await countOf('Lead')).toBe(leads);
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

test('a customer added in one window stands in the list of the other', async () => {
  const one = await workplace.enter('/customers');
  const other = await workplace.enter('/customers');
  await untilFeedIs(other, /^Live$/u);

  await one.getByRole('button', { name: 'New customer' }).click();
  await one.getByLabel('Name').fill('Clara Novak');
  await one.getByRole('textbox', { name: 'E-mail' }).fill('clara@example.com');
  await one.getByRole('button', { name: 'Create' }).click();

  await one.getByRole('heading', { name: 'Clara Novak', level: 1 }).waitFor();
  expect(await isShown(other.getByRole('link', { name: 'Clara Novak' }))).toBe(true);
});

test('who would be added a second time is refused beside the field, with the way to the first', async () => {
  await workplace.graph.createCustomer({ name: 'Dora First', email: 'dora@example.com' });
  const page = await workplace.enter('/customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByLabel('Name').fill('Dora Second');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('dora@example.com');
  await page.getByRole('button', { name: 'Create' }).click();

  await page.getByRole('dialog').getByRole('link', { name: 'Open Dora First' }).click();

  expect(await isShown(page.getByRole('heading', { name: 'Dora First', level: 1 }))).toBe(true);
});

test('a customer added on an organisation’s page belongs to it', async () => {
  const page = await workplace.enter('/organizations');
  await page.getByRole('button', { name: 'New organisation' }).click();
  await page.getByLabel('Name').fill('Northern Example');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Northern Example', level: 1 }).waitFor();

  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByLabel('Name').fill('Nils Example');
  await page.getByRole('button', { name: 'Create' }).click();

  await page.getByRole('heading', { name: 'Nils Example', level: 1 }).waitFor();
  expect(await isShown(page.getByRole('link', { name: 'Northern Example' }))).toBe(true);
});

test('an archived customer leaves the list, and comes back into it when restored', async () => {
  const id = await workplace.graph.createCustomer({ name: 'Zoe Example' });
  const list = await workplace.enter('/customers');
  await list.getByRole('link', { name: 'Zoe Example' }).waitFor();
  await untilFeedIs(list, /^Live$/u);
  const page = await workplace.enter(`/customers/${encodeURIComponent(id)}`);

  await page.getByRole('button', { name: 'More for this customer' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByText('It is left out of lists and searches.').waitFor();
  await list.getByRole('link', { name: 'Zoe Example' }).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByText('It is left out').waitFor({ state: 'detached' });
  expect(await isShown(list.getByRole('link', { name: 'Zoe Example' }))).toBe(true);
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
