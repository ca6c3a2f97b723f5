import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedInGraph } from './graph.ts';
import { isShown, openWorkplace, signIn, untilFeedIs, type Workplace } from './workplace.ts';

const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

const ALL_PAGES_MS = 120_000;

let workplace: Workplace;
let customerId: string;
beforeAll(async () => {
  workplace = await openWorkplace();
  customerId = await workplace.graph.createCustomer({
    name: 'Mary Example',
    email: 'm@example.com',
  });
  const colleague = {
    name: 'Col',
    email: 'col@example.com',
    password: 'long enough',
    role: 'AGENT',
  };
  await workplace.graph.createUser(colleague);
  const graph = await signedInGraph(workplace.url, colleague.email, colleague.password);
  for (const channel of ['EMAIL', 'CALL', 'CHAT', 'SMS', 'MEETING', 'NOTE', 'ORDER', 'TICKET']) {
    await graph.logInteraction({ customerId, channel, subject: `About the ${channel}` });
  }
});
afterAll(() => workplace.close());

test.each(looks)(
  'every page can be used by everybody, $colorScheme at $viewport.width',
  { timeout: ALL_PAGES_MS },
  async (look) => {
    const page = await workplace.open({ ...look });
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await faults(page)).toEqual(none(page));

    await signIn(page);
    await page.getByRole('article').first().waitFor();
    await untilFeedIs(page, /^Live$/u);
    expect(await faults(page)).toEqual(none(page));
    await page.getByRole('button', { name: 'Channel' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Campaign' }).waitFor();
    expect(await faults(page)).toEqual(none(page));

    await page.goto('/away');
    await page.getByRole('heading', { name: 'While you were away' }).waitFor();
    await page.getByText('Waiting').first().waitFor();
    expect(await faults(page)).toEqual(none(page));

    await page.goto('/customers');
    await page.getByRole('link', { name: 'Mary Example' }).click();
    await page.getByRole('heading', { name: 'About the EMAIL' }).waitFor();
    expect(await faults(page)).toEqual(none(page));
    await page.getByRole('button', { name: 'Log call' }).click();
    await page.getByLabel('Subject').waitFor();
    expect(await faults(page)).toEqual(none(page));
    await page.getByRole('button', { name: 'Edit' }).click();
    await expectDialogWithoutFaults(page);
    await page.getByRole('button', { name: 'More for About the CALL' }).click();
    expect(await faults(page)).toEqual(none(page));
    await page.getByRole('menuitem', { name: 'Correct' }).click();
    await expectDialogWithoutFaults(page);
    await page.getByRole('button', { name: 'More for About the CALL' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expectDialogWithoutFaults(page);
    await page.getByRole('button', { name: 'More for this customer' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByText('It is left out of lists').waitFor();
    expect(await faults(page)).toEqual(none(page));
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('It is left out of lists').waitFor({ state: 'detached' });

    await page.goto('/customers');
    await page.getByRole('button', { name: 'New customer' }).click();
    await expectDialogWithoutFaults(page);
    await page.goto('/organizations');
    await page.getByRole('button', { name: 'New organisation' }).click();
    await expectDialogWithoutFaults(page);

    await page.goto('/settings/people');
    await page.getByRole('button', { name: 'Invite' }).click();
    await expectDialogWithoutFaults(page);
    await page.getByRole('button', { name: 'New team' }).click();
    await expectDialogWithoutFaults(page);
    await page.getByRole('button', { name: 'More for Col' }).click();
    await page.getByRole('menuitem', { name: 'Change access' }).click();
    await expectDialogWithoutFaults(page);
    await page.getByRole('button', { name: 'More for Col' }).click();
    await page.getByRole('menuitem', { name: 'Suspend' }).click();
    await expectDialogWithoutFaults(page);

    for (const path of [
      '/customers',
      '/organizations',
      '/account',
      '/settings/people',
      '/nowhere',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await faults(page)).toEqual(none(page));
    }
  },
);

test('the keyboard alone leads past the navigation, into the search and to a customer', async () => {
  const page = await workplace.enter('/customers');
  await page.getByRole('link', { name: 'Mary Example' }).waitFor();

  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
  await page.keyboard.press('/');
  await page.keyboard.type('mary');
  await page.waitForURL(/q=mary/u);
  await page.locator('[aria-busy=false]').waitFor();
  await page.getByRole('link', { name: 'Mary Example' }).focus();
  await page.keyboard.press('Enter');

  expect(await isShown(page.getByRole('heading', { name: 'Mary Example' }))).toBe(true);
});

test('the keyboard opens menus and dialogs, and is where it was when they close', async () => {
  const page = await workplace.enter(`/customers/${encodeURIComponent(customerId)}`);
  const more = page.getByRole('button', { name: 'More for About the CALL' });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Correct' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate('document.activeElement.ariaLabel'))
    .toBe('More for About the CALL');

  await page.goto('/customers');
  await page.getByRole('button', { name: 'New customer' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('INPUT');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('New customer');
});

/** Looks at the dialog that is open, and closes it by the keyboard. */
async function expectDialogWithoutFaults(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor();
  expect(await faults(page)).toEqual(none(page));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** What axe has to say, and by how much the page is wider than the window. */
async function faults(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflowPx = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  return {
    url: page.url(),
    violations: violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    ),
    overflowPx: Math.max(0, Number(overflowPx)),
  };
}

const none = (page: Page) => ({ url: page.url(), violations: [], overflowPx: 0 });
