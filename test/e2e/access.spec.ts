import { afterAll, beforeAll, expect, test } from 'vitest';
import { isShown, openWorkplace, signIn, untilFeedIs, type Workplace } from './workplace.ts';

const agent = { name: 'Dorothy Example', email: 'dorothy@example.com', password: 'one of her own' };

let workplace: Workplace;
beforeAll(async () => {
  workplace = await openWorkplace();
});
afterAll(() => workplace.close());

test('whose role is changed is told so, sees at once what the new one may do, and the feed goes on', async () => {
  const { graph } = workplace;
  const id = await graph.createUser({ ...agent, role: 'AGENT' });
  const customerId = await graph.createCustomer({ name: 'Annie Example' });
  const page = await workplace.open();
  await page.goto(`/customers/${encodeURIComponent(customerId)}`);
  await signIn(page, agent);
  await page.getByRole('button', { name: 'Log call' }).waitFor();
  await untilFeedIs(page, /^Live$/u);

  await graph.changeRole({ id, role: 'VIEWER' });

  await page.getByText('What you may see has changed').waitFor();
  await page.getByRole('button', { name: 'Log call' }).waitFor({ state: 'detached' });
  await untilFeedIs(page, /^Live$/u);
  await graph.logInteraction({ customerId, subject: 'After the change' });
  expect(await isShown(page.getByRole('heading', { name: 'After the change' }))).toBe(true);
  await page.getByRole('button', { name: 'Understood' }).click();
  expect(await page.getByText('What you may see has changed').count()).toBe(0);
});
