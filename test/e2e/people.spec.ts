import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isShown, openWorkplace, untilFeedIs, type Workplace } from './workplace.ts';

const PASSWORD = 'a password of theirs';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await openWorkplace();
});
afterEach(() => workplace.closeWindows());
afterAll(() => workplace.close());

/** Invites somebody in one window, and lets them join in a browser of their own. */
async function join(admin: Page, email: string, name: string): Promise<Page> {
  await admin.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const theirs = await workplace.open();
  await theirs.goto(link);
  await theirs.getByLabel('Your name').fill(name);
  await theirs.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Join' }).click();
  await theirs.getByRole('navigation', { name: 'Main' }).waitFor();
  return theirs;
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Users' }).getByRole('listitem').filter({ hasText: name });

test('whoever is invited comes in by the link, and stands in the list at once', async () => {
  const admin = await workplace.enter('/settings/people');
  await admin.getByRole('heading', { name: 'Users' }).waitFor();
  await untilFeedIs(admin, /^Live$/u);

  const theirs = await join(admin, 'iris@example.com', 'Iris Newcomer');

  expect(await isShown(rowOf(admin, 'Iris Newcomer'))).toBe(true);
  expect(await isShown(admin.getByText('Nobody is invited at the moment.'))).toBe(true);
  expect(new URL(theirs.url()).pathname).toBe('/');
});

test('a suspended user’s window stops following, and asks to sign in', async () => {
  const admin = await workplace.enter('/settings/people');
  const theirs = await join(admin, 'sam@example.com', 'Sam Suspended');
  await untilFeedIs(theirs, /^Live$/u);

  await admin.getByRole('button', { name: 'More for Sam Suspended' }).click();
  await admin.getByRole('menuitem', { name: 'Suspend' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();

  expect(await isShown(theirs.getByText('Your session has ended.'))).toBe(true);
  expect(await isShown(rowOf(admin, 'Sam Suspended').getByText('Suspended', { exact: true }))).toBe(
    true,
  );
  await theirs.getByLabel('E-mail').fill('sam@example.com');
  await theirs.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  expect(await isShown(theirs.getByText('You have been suspended.'))).toBe(true);
});

test('what one admin changes, another sees at once', async () => {
  const admin = await workplace.enter('/settings/people');
  const other = await workplace.enter('/settings/people');
  await join(admin, 'mo@example.com', 'Mo Moved');
  await untilFeedIs(other, /^Live$/u);

  await admin.getByRole('button', { name: 'New team' }).click();
  await admin.getByRole('textbox', { name: 'Name' }).fill('North');
  await admin.getByRole('button', { name: 'Create' }).click();
  await other.getByRole('heading', { name: 'North' }).waitFor();
  await admin.getByRole('button', { name: 'More for Mo Moved' }).click();
  await admin.getByRole('menuitem', { name: 'Change access' }).click();
  await admin.getByRole('combobox', { name: 'Team' }).click();
  await admin.getByRole('option', { name: 'North' }).click();
  await admin.getByRole('combobox', { name: 'Sees' }).click();
  await admin.getByRole('option', { name: 'Customers of their team' }).click();
  await admin.getByRole('button', { name: 'Save', exact: true }).click();

  const words = 'Agent · North · Customers of their team';
  expect(await isShown(rowOf(other, 'Mo Moved').getByText(words))).toBe(true);
  expect(await isShown(other.getByText('1 person'))).toBe(true);
});

test('what a role sees is said for all who have it', async () => {
  const admin = await workplace.enter('/settings/people');
  const other = await workplace.enter('/settings/people');
  await untilFeedIs(other, /^Live$/u);

  await admin.getByRole('combobox', { name: 'Viewers see' }).click();
  await admin.getByRole('option', { name: 'Their own customers' }).click();
  await admin
    .getByRole('group', { name: 'Hidden from viewers' })
    .getByLabel('Phone numbers of customers')
    .check();
  await admin.getByRole('button', { name: 'Save for viewers' }).click();

  const hidden = other.getByRole('group', { name: 'Hidden from viewers' });
  await expect
    .poll(() => hidden.getByLabel('Phone numbers of customers').isChecked(), { timeout: 10_000 })
    .toBe(true);
});
