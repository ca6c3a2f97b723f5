import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isShown, openWorkplace, signIn, untilFeedIs, type Workplace } from './workplace.ts';

const FADED_MS = 20_000;
const LONG_TEST_MS = 60_000;
const bo = { email: 'bo@example.com', password: 'another password of ours' };

let workplace: Workplace;
let customerId: string;
beforeAll(async () => {
  workplace = await openWorkplace();
  await workplace.graph.createUser({ ...bo, name: 'Bo Example', role: 'AGENT' });
});
afterEach(() => workplace.closeWindows());
afterAll(() => workplace.close());

/** Two people on one new customer, each in a window of their own. */
async function openTwo(): Promise<{ ada: Page; bos: Page }> {
  customerId = await workplace.graph.createCustomer({ name: 'Alan Example' });
  const path = `/customers/${encodeURIComponent(customerId)}`;
  const ada = await workplace.enter(path);
  const bos = await workplace.open();
  await bos.goto(path);
  await signIn(bos, bo);
  await untilFeedIs(bos, /^Live$/u);
  return { ada, bos };
}

const hereNow = (page: Page) => page.getByRole('list', { name: 'Here now' });

test(
  'two people on one customer see each other, and a cut-off one fades',
  { timeout: LONG_TEST_MS },
  async () => {
    const { ada, bos } = await openTwo();
    await hereNow(ada).getByText('Bo Example is here').waitFor();
    expect(await hereNow(ada).getByRole('listitem').count()).toBe(1);

    await bos.getByRole('button', { name: 'Log e-mail' }).click();
    await bos.getByLabel('Subject').pressSequentially('About the');
    await hereNow(ada).getByText('Bo Example is writing…').waitFor({ timeout: 4_000 });

    await bos.context().setOffline(true);
    await hereNow(ada).waitFor({ state: 'detached', timeout: FADED_MS });
  },
);

test('who leaves the page is gone at once', async () => {
  const { ada, bos } = await openTwo();
  await hereNow(ada).getByText('Bo Example is here').waitFor();

  await bos.getByRole('link', { name: 'Live' }).click();

  await hereNow(ada).waitFor({ state: 'detached', timeout: 5_000 });
  expect(await hereNow(ada).count()).toBe(0);
});

/** Writes an e-mail that leaves after `meanwhile` has happened. */
async function writeAcross(page: Page, subject: string, meanwhile: () => Promise<void>) {
  let hasHappened = false;
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('LogInteractionFormLog') && !hasHappened) {
      hasHappened = true;
      await meanwhile();
    }
    return route.continue();
  });
  await page.getByRole('button', { name: 'Log e-mail' }).click();
  await page.getByLabel('Subject').fill(subject);
  await page.getByRole('button', { name: 'Log e-mail' }).click();
}

test('an answer that crosses another is held back and shows it; nothing written is lost', async () => {
  const { ada, bos } = await openTwo();
  const answer = () =>
    workplace.graph.logInteraction({ customerId, subject: 'It ships today', channel: 'EMAIL' });

  await writeAcross(bos, 'It ships next week', answer);
  const between = bos.getByRole('list', { name: 'What came in between' });
  await between.getByText('It ships today').waitFor();
  await hereNow(bos).waitFor();
  expect((await new AxeBuilder({ page: bos }).analyze()).violations).toEqual([]);
  await bos.getByRole('button', { name: 'Keep editing' }).click();
  expect(await bos.getByLabel('Subject').inputValue()).toBe('It ships next week');
  await bos.getByLabel('Subject').fill('As my colleague wrote');
  await bos.getByRole('button', { name: 'Log e-mail' }).click();

  expect(await isShown(ada.getByRole('heading', { name: 'As my colleague wrote' }))).toBe(true);
  expect(await ada.getByRole('heading', { name: 'It ships next week' }).count()).toBe(0);
});

test('an answer that was held back can be sent all the same', async () => {
  const { ada, bos } = await openTwo();
  const answer = () =>
    workplace.graph.logInteraction({ customerId, subject: 'Called back', channel: 'CALL' });

  await writeAcross(bos, 'Sent the price list', answer);
  await bos.getByRole('button', { name: 'Send anyway' }).click();

  await ada.getByRole('heading', { name: 'Sent the price list' }).waitFor();
  expect(await ada.getByRole('heading', { name: 'Called back' }).count()).toBe(1);
});
