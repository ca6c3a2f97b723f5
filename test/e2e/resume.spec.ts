import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkplace, untilFeedIs, type Workplace } from './workplace.ts';

let workplace: Workplace;
let customerId: string;
beforeAll(async () => {
  workplace = await openWorkplace();
  customerId = await workplace.graph.createCustomer({ name: 'Joan Example' });
});
afterAll(() => workplace.close());

test('while the network is away the page says since when; then it catches up and loses nothing', async () => {
  const page = await workplace.enter('/');
  await untilFeedIs(page, /^Live$/u);

  await page.context().setOffline(true);
  await untilFeedIs(page, /^Stale since \d\d/u);
  await log('while away', 5);
  await page.context().setOffline(false);

  await untilFeedIs(page, /^Live$/u);
  await log('when back', 1);
  await page.getByText('when back 0').waitFor();
  expect(await subjects(page, 'while away')).toEqual([4, 3, 2, 1, 0].map((n) => `while away ${n}`));
});

test('a killed server is told, and the page goes on from where it was when it is back', async () => {
  const page = await workplace.enter('/');
  await untilFeedIs(page, /^Live$/u);
  await log('before the kill', 2);
  await page.getByText('before the kill 1').waitFor();

  await workplace.kill();
  await untilFeedIs(page, /^Stale since \d\d/u);
  await workplace.restart();

  await untilFeedIs(page, /^Live$/u);
  await log('after the kill', 3);
  await page.getByText('after the kill 2').waitFor();
  expect(await subjects(page, 'the kill')).toEqual([
    'after the kill 2',
    'after the kill 1',
    'after the kill 0',
    'before the kill 1',
    'before the kill 0',
  ]);
});

async function log(subject: string, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    await workplace.graph.logInteraction({ customerId, subject: `${subject} ${number}` });
  }
}

/** The subjects in the feed that contain the words, from the top. */
async function subjects(page: Page, words: string): Promise<string[]> {
  return page.getByRole('article').getByText(words).allTextContents();
}
