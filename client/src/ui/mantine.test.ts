import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const client = join(import.meta.dirname, '../..');

test('each component of Mantine that is used has its styles', () => {
  const names = globSync('src/**/*.{ts,tsx}', { cwd: client }).flatMap((path) => {
    const source = readFileSync(join(client, path), 'utf8');
    const lists = source.matchAll(/import \{(?<names>[^}]*)\} from '@mantine\/core'/gu);
    return [...lists].flatMap((list) => list.groups?.['names']?.match(/\w+/gu) ?? []);
  });
  const styles = ['mantine-base.css', 'mantine-controls.css']
    .map((file) => readFileSync(join(client, 'src/ui', file), 'utf8'))
    .join('\n');

  const missing = [...new Set(names)].filter((name) => {
    const style = `@mantine/core/styles/${name}.css`;
    return existsSync(join(client, 'node_modules', style)) && !styles.includes(`'${style}'`);
  });

  expect(missing).toEqual([]);
});
