import { useRef } from 'react';
import { randomKey } from '../lib/random-key.ts';

/**
 * Gives each submission of a form its idempotency key: the same one for the same input, so that trying
 * again after a lost answer does nothing twice.
 */
export function useSubmissionKey(): (input: object) => string {
  const lastTry = useRef({ input: '', key: '' });
  return (input) => {
    const text = JSON.stringify(input);
    if (lastTry.current.input !== text) lastTry.current = { input: text, key: randomKey() };
    return lastTry.current.key;
  };
}
