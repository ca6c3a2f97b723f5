import { builder } from './builder.ts';
import { MAX_COST, toldCost } from './cost.ts';
import type { DearBranch } from './dear-branches.ts';
import { type DryRun, dryRun, MOST_BRANCHES } from './dry-run.ts';
import { MAX_ERRORS } from './judging.ts';
import { maskError } from './masking.ts';
import { Refusal } from './refusal.ts';

const CostBranch = builder.objectRef<DearBranch>('CostBranch').implement({
  description: 'A list that an operation asks for, with what lies below it.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'Names in the answer from the root on: `customers.edges.node.interactions`.',
    }),
    cost: t.int({
      description: 'What it costs with all that lies below it. At most 1,000,000,000.',
      resolve: ({ cost }) => toldCost(cost),
    }),
    largestPage: t.int({
      nullable: true,
      description:
        'The largest `first`, or `last` where that is asked for, with which the operation would run, everything else as it is; one more would be refused. Null: not even 1 would do.',
      resolve: ({ page }) => page?.largest ?? null,
    }),
  }),
});

interface OperationErrorShape {
  readonly message: string;
  readonly code: string;
}

interface CostReportShape extends Omit<DryRun, 'errors'> {
  // Told as what they say: graphql-js takes an error for one of its own.
  readonly errors: readonly OperationErrorShape[];
}

const OperationError = builder.objectRef<OperationErrorShape>('OperationError').implement({
  description: 'Why an operation would be refused.',
  fields: (t) => ({
    message: t.exposeString('message', {
      description: 'An English sentence, as the refusal has it.',
    }),
    code: t.exposeString('code', {
      description: 'What `extensions.code` of the refusal would be.',
    }),
  }),
});

const CostReport = builder.objectRef<CostReportShape>('CostReport').implement({
  description: 'What an operation would cost, and whether it would run.',
  fields: (t) => ({
    requested: t.int({
      nullable: true,
      description:
        'The objects that it could answer with, and what its totals and aggregates weigh. At most 1,000,000,000. Null: it would be refused before that is known.',
      resolve: ({ cost }) => cost,
    }),
    limit: t.int({
      description: 'The most that one operation may cost.',
      resolve: () => MAX_COST,
    }),
    willRun: t.boolean({
      description:
        'Whether it would be run. What your role may not see, and how much you may hold at once, is not asked.',
      resolve: ({ errors }) => errors.length === 0,
    }),
    dearest: t.field({
      type: [CostBranch],
      extensions: { mostItems: MOST_BRANCHES },
      description: `The lists that it asks for, the dearest first; at most ${MOST_BRANCHES}.`,
      resolve: ({ dearest }) => [...dearest],
    }),
    errors: t.field({
      type: [OperationError],
      extensions: { mostItems: MAX_ERRORS },
      description: `Why it would be refused; empty where it would not. At most ${MAX_ERRORS}.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.queryField('costOf', (t) =>
  t.field({
    type: CostReport,
    description:
      'What an operation would cost, without running it. It is judged as it would be if you sent it. Once in a document.',
    args: {
      document: t.arg.string({
        required: true,
        description: 'The text of the document: at most 15,000 characters.',
      }),
      operationName: t.arg.string({
        description: 'Which of its operations. Absent: the only one.',
      }),
      variables: t.arg.string({
        description:
          'The variables, as the text of a JSON object: `{"first":10}`. Absent: there are none.',
      }),
    },
    resolve: (_root, { document, operationName, variables }, ctx, { schema }) => {
      const { asking, log, viewer } = ctx;
      const request = { query: document, operationName, variables: variablesOf(variables) };
      const run = dryRun(schema, request, viewer);
      const errors = run.errors.map((error) => {
        const { message, extensions } = maskError(error, asking.requestId, log);
        return { message, code: String(extensions['code']) };
      });
      return { ...run, errors };
    },
  }),
);

function variablesOf(text: string | null | undefined): Record<string, unknown> | null {
  if (text == null) return null;
  try {
    const value = JSON.parse(text) as unknown;
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Refusal('INVALID_INPUT', 'The variables are not the text of a JSON object.');
}
