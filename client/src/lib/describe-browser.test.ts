import { expect, test } from 'vitest';
import { describeBrowser } from './describe-browser.ts';

test('a session is known by its browser and system', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0';
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1';

  expect(describeBrowser(edge)).toBe('Edge on Windows');
  expect(describeBrowser(safari)).toBe('Safari on iPhone');
});

test('the name of a token is shown as it was given', () => {
  expect(describeBrowser('Nightly export')).toBe('Nightly export');
});
