import { afterAll, beforeAll, expect, test } from 'vitest';
import { isShown, openWorkplace, type Workplace } from './workplace.ts';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await openWorkplace();
});
afterAll(() => workplace.close());

test('two who edit one customer: the later sees both values, chooses, and nothing else is lost', async () => {
  const id = await workplace.graph.createCustomer({ name: 'Radia Example' });
  const page = await workplace.enter(`/customers/${encodeURIComponent(id)}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Job title').fill('Head of purchasing');

  await workplace.graph.updateCustomer({ id, jobTitle: 'Director', phone: '+31201234567' });
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByText('Somebody else saved this customer').waitFor();
  await page.getByRole('radio', { name: 'Theirs: Director' }).waitFor();
  await page.getByRole('radio', { name: 'Yours: Head of purchasing' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Head of purchasing').waitFor();
  expect(await isShown(page.getByRole('link', { name: '+31201234567' }))).toBe(true);
});

test('an edit is seen in the other window as it is saved', async () => {
  const id = await workplace.graph.createCustomer({ name: 'Edith Example' });
  const page = await workplace.enter(`/customers/${encodeURIComponent(id)}`);
  await page.getByRole('heading', { name: 'Edith Example' }).waitFor();

  await workplace.graph.updateCustomer({ id, jobTitle: 'Treasurer' });

  expect(await isShown(page.getByText('Treasurer'))).toBe(true);
});

test('an e-mail address that somebody else has is refused beside the field', async () => {
  await workplace.graph.createCustomer({ name: 'First', email: 'taken@example.com' });
  const id = await workplace.graph.createCustomer({ name: 'Second' });
  const page = await workplace.enter(`/customers/${encodeURIComponent(id)}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('taken@example.com');

  await page.getByRole('button', { name: 'Save' }).click();

  const field = page.getByRole('textbox', { name: 'E-mail' });
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  expect(await field.inputValue()).toBe('taken@example.com');
});
