import { afterAll, beforeAll, expect, test } from 'vitest';
import { isShown, openWorkplace, untilFeedIs, type Workplace } from './workplace.ts';

const ROWS_ENOUGH_TO_SCROLL = 40;

let workplace: Workplace;
let customerId: string;
beforeAll(async () => {
  workplace = await openWorkplace();
  customerId = await workplace.graph.createCustomer({ name: 'Grace Example' });
});
afterAll(() => workplace.close());

test('a call logged in one window stands in the other within a blink', async () => {
  const writer = await workplace.enter(`/customers/${encodeURIComponent(customerId)}`);
  const reader = await workplace.enter('/');
  await untilFeedIs(reader, /^Live$/u);

  await writer.getByRole('button', { name: 'Log call' }).click();
  await writer.getByLabel('Subject').fill('Agreed on the spring delivery');
  await writer.getByRole('button', { name: 'Log call' }).click();

  const row = reader.getByRole('article').filter({ hasText: 'Agreed on the spring delivery' });
  await row.waitFor();
  expect(await row.getByRole('link').textContent()).toBe('Grace Example');
  const own = writer.getByRole('article').filter({ hasText: 'Agreed on the spring delivery' });
  expect(await own.count()).toBe(1);
});

test('two windows on one customer see each other’s notes', async () => {
  const path = `/customers/${encodeURIComponent(customerId)}`;
  const one = await workplace.enter(path);
  const other = await workplace.enter(path);
  await untilFeedIs(other, /^Live$/u);

  await one.getByRole('button', { name: 'Log note' }).click();
  await one.getByLabel('Subject').fill('Prefers to be called in the morning');
  await one.getByRole('button', { name: 'Log note' }).click();

  expect(
    await isShown(other.getByRole('heading', { name: 'Prefers to be called in the morning' })),
  ).toBe(true);
});

test('an entry that is put right, then deleted, is so in the other window too', async () => {
  await workplace.graph.logInteraction({ customerId, subject: 'Asked for a quoet' });
  const path = `/customers/${encodeURIComponent(customerId)}`;
  const one = await workplace.enter(path);
  const other = await workplace.enter(path);
  await other.getByRole('heading', { name: 'Asked for a quoet' }).waitFor();
  await untilFeedIs(other, /^Live$/u);

  await one.getByRole('button', { name: 'More for Asked for a quoet' }).click();
  await one.getByRole('menuitem', { name: 'Correct' }).click();
  await one.getByLabel('Subject').fill('Asked for a quote');
  await one.getByRole('button', { name: 'Save' }).click();
  await other.getByRole('heading', { name: 'Asked for a quote' }).waitFor();

  await one.getByRole('button', { name: 'More for Asked for a quote' }).click();
  await one.getByRole('menuitem', { name: 'Delete' }).click();
  await one.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  for (const page of [one, other]) {
    const left = page.getByRole('heading', { name: 'Asked for a quote' });
    await expect.poll(() => left.count()).toBe(0);
  }
});

test('the feed shows only the chosen channel, from the past and as it happens', async () => {
  await workplace.graph.logInteraction({ customerId, subject: 'An old e-mail', channel: 'EMAIL' });
  const page = await workplace.enter('/');
  await page.getByRole('button', { name: 'Channel' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'E-mail' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('article').filter({ hasText: 'An old e-mail' }).waitFor();
  await untilFeedIs(page, /^Live$/u);

  await workplace.graph.logInteraction({ customerId, subject: 'A call', channel: 'CALL' });
  await workplace.graph.logInteraction({ customerId, subject: 'A new e-mail', channel: 'EMAIL' });

  await page.getByRole('article').filter({ hasText: 'A new e-mail' }).waitFor();
  expect(await page.getByRole('article').filter({ hasText: 'call' }).count()).toBe(0);
  expect(page.url()).toContain('EMAIL');
});

test('who comes back to a customer sees a line where they left off', async () => {
  const id = await workplace.graph.createCustomer({ name: 'Hedy Example' });
  await workplace.graph.logInteraction({ customerId: id, subject: 'Seen before' });
  const page = await workplace.enter(`/customers/${encodeURIComponent(id)}`);
  await page.getByRole('heading', { name: 'Seen before' }).waitFor();
  await page.getByRole('link', { name: 'Live' }).click();
  await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();

  await workplace.graph.logInteraction({ customerId: id, subject: 'Not seen yet' });
  await page.getByRole('article').filter({ hasText: 'Not seen yet' }).getByRole('link').click();

  await page.getByText('New since you last looked').waitFor();
  const text = await page.getByRole('region', { name: 'Timeline' }).textContent();
  expect(text).toMatch(/Not seen yet.*New since you last looked.*Seen before/su);
});

test('whoever reads further down is not moved; what is new waits to be asked for', async () => {
  for (let count = 0; count < ROWS_ENOUGH_TO_SCROLL; count++) {
    await workplace.graph.logInteraction({ customerId, subject: `Earlier ${count}` });
  }
  const page = await workplace.enter('/');
  await untilFeedIs(page, /^Live$/u);
  const rows = page.getByRole('article');
  await rows.first().waitFor();
  await rows.nth(5).hover();
  await page.mouse.wheel(0, 400);
  const read = rows.filter({ hasText: 'Earlier 30' });
  await read.waitFor();
  // A wheel scrolls over several frames: wait until it stands still.
  let before = await read.boundingBox();
  await expect
    .poll(async () => {
      const last = before;
      before = await read.boundingBox();
      return last?.y === before?.y;
    })
    .toBe(true);

  for (const subject of ['Newest 1', 'Newest 2', 'Newest 3']) {
    await workplace.graph.logInteraction({ customerId, subject });
  }

  const pill = page.getByRole('button', { name: '3 new' });
  await pill.waitFor();
  expect(await read.boundingBox()).toEqual(before);
  await pill.click();
  expect(await isShown(rows.filter({ hasText: 'Newest 3' }))).toBe(true);
});
