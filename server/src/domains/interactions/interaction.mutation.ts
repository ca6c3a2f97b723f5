import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { keyOf, optionalKeyOf } from '../../graphql/global-id.ts';
import { hotForm } from '../../graphql/hot-form.ts';
import {
  answer,
  commandMutation,
  type InputOf,
  mutationInput,
  seenVersionDescription,
  orProblem,
  resultUnion,
} from '../../graphql/mutation.ts';
import { loadNodes } from '../../graphql/node.ts';
import { Refused } from '../../graphql/problem.type.ts';
import { Refusal } from '../../graphql/refusal.ts';
import { ExternalIdTaken, NotFound, Problem, VersionConflict } from '../../kernel/problem.ts';
import { Channel, Direction, ParticipantRole } from './channel.type.ts';
import { correctInteraction } from './correct-interaction.ts';
import { deleteInteraction } from './delete-interaction.ts';
import { logHot, logInteraction } from './log-interaction.ts';
import { logInteractions, MAX_BATCH } from './log-interactions.ts';
import { UnseenInteractions } from './problems.ts';
import { readReplyGuard, refuseReplyGuards, replyGuardFields } from './reply-guard.ts';

type Fields = Parameters<Parameters<typeof mutationInput>[2]>[0];

const ParticipantInput = builder.inputType('ParticipantInput', {
  description: 'Somebody who took part. A name, an address, or both.',
  fields: (t) => ({
    role: t.field({ type: ParticipantRole, required: true, description: 'What they were in it.' }),
    name: t.string({ description: 'At most 200 characters.' }),
    address: t.string({ description: 'E-mail address, number or handle; at most 320 characters.' }),
  }),
});

const told = (t: Fields) => ({
  subject: t.string({ description: 'What it was about, at most 500 characters.' }),
  body: t.string({ description: 'What was said, plain text of at most 100,000 characters.' }),
  occurredAt: t.field({
    type: 'DateTime',
    description: 'When it happened, or began. Not in the future.',
  }),
  durationSeconds: t.int({ description: 'How long it took, at most 31 days.' }),
  agentId: t.id({ description: 'The user who had it with the customer.' }),
  participants: t.field({
    type: [ParticipantInput],
    description: 'Who else took part, at most 100.',
  }),
});

const LogInteractionInput = mutationInput(
  'LogInteractionInput',
  'Something that happened with a customer. Without `occurredAt` it happened now; without `agentId` it was you, with `null` nobody in person.',
  (t) => ({
    customerId: t.id({ required: true, description: 'Whom it was with.' }),
    channel: t.field({ type: Channel, required: true, description: 'How it took place.' }),
    direction: t.field({
      type: Direction,
      description: 'Who turned to whom. Absent: `INTERNAL` for a `NOTE`, else `OUTBOUND`.',
    }),
    ...told(t),
    source: t.string({ description: 'What records it, at most 50 characters. `api` if absent.' }),
    externalId: t.string({
      description:
        'The id in your own system, 1–200 characters; unique in the workspace, so that nothing is logged twice.',
    }),
    ...replyGuardFields(t),
  }),
);

const LogInteractionResult = resultUnion('LogInteraction', 'Interaction', [
  ExternalIdTaken,
  UnseenInteractions,
]);

function decoded(input: InputOf<typeof LogInteractionInput>) {
  const { idempotencyKey: _, seenCursor: __, evenIfUnseen: ___, ...interaction } = input;
  return {
    ...interaction,
    customerId: keyOf('Customer', input.customerId),
    agentId: optionalKeyOf('User', input.agentId),
  };
}

function logged(ctx: Context, input: InputOf<typeof LogInteractionInput>) {
  return {
    ...decoded(input),
    seen: readReplyGuard(ctx, input),
    idempotencyKey: input.idempotencyKey ?? undefined,
  };
}

builder.mutationField('logInteraction', (t) =>
  t.field({
    type: LogInteractionResult,
    description: 'Writes down something that happened with a customer. Emits `interaction.logged`.',
    args: {
      input: t.arg({ type: LogInteractionInput, required: true, description: 'What happened.' }),
    },
    ...hotForm<{ input: InputOf<typeof LogInteractionInput> }>('Interaction', (ctx, { input }) =>
      logHot(ctx, logged(ctx, input)),
    ),
    resolve: (_root, { input }, ctx, info) =>
      orProblem(
        async () =>
          answer(
            ctx,
            info,
            'Interaction',
            ctx.asking.made ?? (await logInteraction(ctx, logged(ctx, input))),
          ),
        { ctx, info, input },
      ) as never,
  }),
);

const LogInteractionsPayload = builder
  .objectRef<{ results: readonly unknown[] }>('LogInteractionsPayload')
  .implement({
    description: 'What became of each row.',
    fields: (t) => ({
      results: t.field({
        type: [LogInteractionResult],
        description: 'One for each row, in their order: what was written down, or why it was not.',
        resolve: async ({ results }, _args, ctx, info) => {
          const rows = await loadNodes(
            ctx,
            info,
            results.map((result) =>
              result instanceof Problem ? null : { typename: 'Interaction', id: result as string },
            ),
          );
          return results.map((result, i) =>
            result instanceof Problem
              ? new Refused(result)
              : (rows[i] ?? new Refused(new NotFound('It has been deleted since.'))),
          ) as never;
        },
      }),
    }),
  });

builder.mutationField('logInteractions', (t) =>
  t.field({
    type: LogInteractionsPayload,
    description: `Writes down up to ${MAX_BATCH} interactions in one transaction. A row with a problem writes nothing and does not keep the others from being written. A problem of the whole call stands in every row. Emits \`interaction.logged\` for each row written, in their order.`,
    args: {
      input: t.arg({
        required: true,
        description: 'The rows.',
        type: mutationInput(
          'LogInteractionsInput',
          'Several interactions. The `idempotencyKey` of a single row is not looked at; a `seenCursor` in a row is refused.',
          (f) => ({
            interactions: f.field({
              type: [LogInteractionInput],
              required: true,
              description: `1 to ${MAX_BATCH} rows.`,
            }),
          }),
        ),
      }),
    },
    resolve: async (_root, { input }, ctx, info) => {
      const { interactions, idempotencyKey } = input;
      if (interactions.length < 1 || interactions.length > MAX_BATCH) {
        throw new Refusal(
          'INVALID_INPUT',
          `Log 1 to ${MAX_BATCH} interactions at once; these are ${interactions.length}.`,
        );
      }
      const results = await orProblem(
        () => {
          refuseReplyGuards(interactions);
          return logInteractions(ctx, {
            interactions: interactions.map(decoded),
            idempotencyKey: idempotencyKey ?? undefined,
          });
        },
        { ctx, info, input },
      );
      return {
        results: results instanceof Refused ? interactions.map(() => results.problem) : results,
      };
    },
  }),
);

commandMutation({
  name: 'correctInteraction',
  description:
    'Puts right what was written down; null clears a field. Whom it was with cannot be changed. Emits `interaction.corrected`, unless nothing differs.',
  input: mutationInput('CorrectInteractionInput', 'What to put right.', (t) => ({
    id: t.id({ required: true, description: 'Which interaction.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
    channel: t.field({ type: Channel, description: 'How it took place.' }),
    direction: t.field({ type: Direction, description: 'Who turned to whom.' }),
    ...told(t),
  })),
  success: 'Interaction',
  problems: [VersionConflict],
  run: (ctx, input) =>
    correctInteraction(ctx, {
      ...input,
      id: keyOf('Interaction', input.id),
      agentId: optionalKeyOf('User', input.agentId),
      idempotencyKey: input.idempotencyKey ?? undefined,
    }),
});

commandMutation({
  name: 'deleteInteraction',
  description:
    'Takes an interaction out of the record for good, and answers with its customer. That it was there stays in the log; what it said does not. Emits `interaction.deleted`.',
  input: mutationInput('DeleteInteractionInput', 'Which interaction.', (t) => ({
    id: t.id({ required: true, description: 'Which interaction.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'Customer',
  problems: [VersionConflict],
  run: (ctx, { id, seenVersion, idempotencyKey }) =>
    deleteInteraction(ctx, {
      id: keyOf('Interaction', id),
      seenVersion,
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});
