import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, signedInGraph } from './graph.ts';
import { isShown, openWorkplace, type Workplace } from './workplace.ts';

const colleague = {
  name: 'Colette Example',
  email: 'colette@example.com',
  password: 'a password of hers',
  role: 'AGENT',
};

let workplace: Workplace;
let colette: Graph;
let customerId: string;
beforeAll(async () => {
  workplace = await openWorkplace();
  customerId = await workplace.graph.createCustomer({ name: 'Grace Example' });
  await workplace.graph.createUser(colleague);
  colette = await signedInGraph(workplace.url, colleague.email, colleague.password);
});
afterAll(() => workplace.close());

const unread = (page: Page, count: number) =>
  page
    .getByRole('navigation', { name: 'Main' })
    .getByText(`${count} event${count === 1 ? '' : 's'} unread`);

test('what colleagues do is counted while it happens, told by customer, and read in all windows at once', async () => {
  const page = await workplace.enter('/customers');
  const other = await workplace.enter('/');

  await colette.logInteraction({ customerId, channel: 'EMAIL', subject: 'Where is my order?' });
  await unread(page, 1).waitFor();
  await colette.updateCustomer({ id: customerId, jobTitle: 'Baker' });
  await unread(other, 2).waitFor();

  await page.getByRole('link', { name: /While away/u }).click();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Grace Example' });
  expect(await isShown(row.getByText('Waiting'))).toBe(true);
  expect(await isShown(row.getByText('Where is my order?'))).toBe(true);
  expect(await isShown(row.getByText('Changed: job title'))).toBe(true);

  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByText('You have seen it all').waitFor();
  await unread(other, 2).waitFor({ state: 'detached' });
});

test('a feed that one keeps counts what it is about, and nothing else', async () => {
  const page = await workplace.enter('/?channels=%5B%22CHAT%22%5D');
  await page.getByRole('button', { name: 'Keep this feed' }).click();
  await page.getByLabel('Name').fill('Chats');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await colette.logInteraction({ customerId, channel: 'CHAT', subject: 'Are you there?' });
  await colette.logInteraction({ customerId, channel: 'CALL', subject: 'Called about it' });
  await unread(page, 2).waitFor();

  await page.getByRole('link', { name: /While away/u }).click();
  await page.getByRole('button', { name: /^Chats/u }).click();

  expect(await isShown(page.getByText('Are you there?'))).toBe(true);
  expect(await page.getByText('Called about it').count()).toBe(1);
  await page.getByRole('button', { name: 'More for Chats' }).click();
  await page.getByRole('menuitem', { name: 'Keep it no longer' }).click();
  await page.getByRole('button', { name: /^Chats/u }).waitFor({ state: 'detached' });
});
