import { afterAll, beforeAll, expect, test } from 'vitest';
import { noted, openTestLog, type TestLog } from '../../testing/test-log.ts';
import { refusalOf } from '../../testing/refusal-of.ts';
import { viewerOf } from '../../testing/viewer.ts';
import { newId } from '../kernel/ids.ts';
import { InvalidInput } from '../kernel/problem.ts';
import { change, changeMany, type CommandContext } from './change.ts';
import { KEY_LIFETIME_HOURS } from './idempotency.ts';

interface Input {
  readonly text: string;
  readonly more?: string | undefined;
  readonly idempotencyKey?: string;
}

let testLog: TestLog;
let ctx: CommandContext;
let keys = 0;
const newKey = () => `key ${keys++}`;

beforeAll(async () => {
  testLog = await openTestLog();
  ctx = testLog.ctx;
});
afterAll(() => testLog.close());

/** A command that makes something new whenever it really runs. */
async function note(as: CommandContext, input: Input, operation = 'note'): Promise<string> {
  const { id } = await change(as, { operation, input }, async (_tx, emit) => {
    if (input.text === '') throw new InvalidInput('Say something.', ['text']);
    const subjectId = newId();
    emit(noted, { subjectId, payload: { number: 1 } });
    return { id: subjectId };
  });
  return id;
}

async function eventsAbout(ids: readonly string[]): Promise<number> {
  await testLog.sequence();
  return (await testLog.read()).filter(({ subjectId }) => ids.includes(subjectId)).length;
}

test('the same key and input again: the same answer, and one effect', async () => {
  const idempotencyKey = newKey();

  const first = await note(ctx, { text: 'a', more: undefined, idempotencyKey });
  const second = await note(ctx, { idempotencyKey, text: 'a' });

  expect(second).toBe(first);
  expect(await eventsAbout([first])).toBe(1);
});

test('without a key, or with another, it is another command', async () => {
  const ids = [
    await note(ctx, { text: 'a' }),
    await note(ctx, { text: 'a' }),
    await note(ctx, { text: 'a', idempotencyKey: newKey() }),
    await note(ctx, { text: 'a', idempotencyKey: newKey() }),
  ];

  expect(new Set(ids).size).toBe(4);
});

test('twenty at once with one key: one effect, and every one has the same answer', async () => {
  const idempotencyKey = newKey();

  const ids = await Promise.all(
    Array.from({ length: 20 }, () => note(ctx, { text: 'a', idempotencyKey })),
  );

  expect(new Set(ids).size).toBe(1);
  expect(await eventsAbout(ids)).toBe(1);
});

test('the same key with another input is refused, and changes nothing', async () => {
  const idempotencyKey = newKey();
  const first = await note(ctx, { text: 'a', idempotencyKey });

  const refusal = await refusalOf(note(ctx, { text: 'b', idempotencyKey }));

  expect(refusal.code).toBe('IDEMPOTENCY_MISMATCH');
  expect(await note(ctx, { text: 'a', idempotencyKey })).toBe(first);
});

test('a key belongs to its user, its workspace and its operation', async () => {
  const idempotencyKey = newKey();
  const colleague = { ...ctx, viewer: viewerOf(testLog.workspaceId, newId(), 'AGENT') };
  const elsewhere = { ...ctx, viewer: viewerOf(newId(), ctx.viewer.userId, 'AGENT') };

  const ids = [
    await note(ctx, { text: 'a', idempotencyKey }),
    await note(colleague, { text: 'b', idempotencyKey }),
    await note(elsewhere, { text: 'c', idempotencyKey }),
    await note(ctx, { text: 'd', idempotencyKey }, 'note otherwise'),
  ];

  expect(new Set(ids).size).toBe(4);
});

test('the installation itself may use keys', async () => {
  const itself = { ...ctx, viewer: viewerOf(testLog.workspaceId, '', 'OWNER') };
  const idempotencyKey = newKey();

  const first = await note(itself, { text: 'a', idempotencyKey });

  expect(await note(itself, { text: 'a', idempotencyKey })).toBe(first);
});

test('a problem does not use the key up', async () => {
  const idempotencyKey = newKey();

  expect((await refusalOf(note(ctx, { text: '', idempotencyKey }))).code).toBe('INVALID_INPUT');
  const mended = await note(ctx, { text: 'a', idempotencyKey });

  expect(await eventsAbout([mended])).toBe(1);
});

test('a key is forgotten after a day, and not before', async () => {
  const idempotencyKey = newKey();
  const start = new Date('2026-03-01T12:00:00Z');
  const after = (hours: number) => ({
    ...ctx,
    clock: () => new Date(start.getTime() + hours * 3_600_000),
  });

  const first = await note(after(0), { text: 'a', idempotencyKey });
  const within = await note(after(KEY_LIFETIME_HOURS - 0.01), { text: 'a', idempotencyKey });
  const later = await note(after(KEY_LIFETIME_HOURS + 0.01), { text: 'b', idempotencyKey });

  expect(within).toBe(first);
  expect(later).not.toBe(first);
  expect(await note(after(KEY_LIFETIME_HOURS + 1), { text: 'b', idempotencyKey })).toBe(later);
});

test(
  'a key that is still running for longer than 5 s is said so',
  { timeout: 20_000 },
  async () => {
    const idempotencyKey = newKey();
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const input = { text: 'a', idempotencyKey };
    const slow = change(ctx, { operation: 'note', input }, async () => {
      begin();
      await finished;
      return { id: newId() };
    });
    await begun;

    const refusal = await refusalOf(note(ctx, input));
    finish();

    expect(refusal.code).toBe('IDEMPOTENCY_IN_PROGRESS');
    expect(await note(ctx, input)).toBe((await slow).id);
  },
);

test('a key has 1 to 200 characters', async () => {
  for (const idempotencyKey of ['', 'k'.repeat(201)]) {
    const refusal = await refusalOf(note(ctx, { text: 'a', idempotencyKey }));

    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['idempotencyKey'] });
  }
  await note(ctx, { text: 'a', idempotencyKey: 'k'.repeat(200) });
});

test('a batch again: what it made stands, and a row that had a problem may now be written', async () => {
  const idempotencyKey = newKey();
  const command = { operation: 'notes', input: { idempotencyKey } };
  const seen: (readonly (string | null)[] | null)[] = [];
  const run = (canAll: boolean) =>
    changeMany(ctx, command, async (_tx, _emit, made) => {
      seen.push(made);
      return [made?.[0] ?? newId(), made?.[1] ?? (canAll ? newId() : null)];
    });

  const first = await run(false);
  const second = await run(true);

  expect(seen).toEqual([null, first]);
  expect(first).toEqual([expect.any(String), null]);
  expect(second).toEqual([first[0], expect.any(String)]);
});
