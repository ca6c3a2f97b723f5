import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkplace, type Workplace } from './workplace.ts';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await openWorkplace();
  for (const name of ['Ayşe Işık', 'Jan de Vries', '=1+1']) {
    await workplace.graph.createCustomer({ name });
  }
});
afterAll(() => workplace.close());

test('the customers of a list are written into a file, and the browser takes it', async () => {
  const page = await workplace.enter('/customers');
  await page.getByRole('button', { name: 'Export customers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export customers' });

  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByText('3 rows are ready.').waitFor();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();

  const download = await downloading;
  const text = readFileSync(await download.path(), 'utf8');
  expect(download.suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d\.csv$/u);
  expect(text.split('\r\n')).toHaveLength(5);
  expect(text).toContain('"Ayşe Işık"');
  expect(text).toContain(`"'=1+1"`);

  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByRole('button', { name: 'Export customers' }).click();
  const again = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^customers-.*, 3 rows, /u }).click();
  expect((await again).suggestedFilename()).toBe(download.suggestedFilename());
});
