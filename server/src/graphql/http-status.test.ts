import { expect, test } from 'vitest';
import { statusOfRefused } from './http-status.ts';
import { Refusal } from './refusal.ts';

const away = new Refusal('UNAVAILABLE', 'Away.');
const wrong = new Refusal('INVALID_INPUT', 'Wrong.');
const nobody = new Refusal('UNAUTHENTICATED', 'Sign in.');

test('an answer without data has the status of its gravest error', () => {
  expect(statusOfRefused([wrong, away], false)).toBe(503);
  expect(statusOfRefused([wrong], false)).toBe(400);
});

test('who accepts plain JSON alone is told 200, but for a sign-in that is missing', () => {
  expect(statusOfRefused([wrong, away], true)).toBe(200);
  expect(statusOfRefused([away, nobody], true)).toBe(401);
});
