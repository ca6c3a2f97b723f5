import type { Child } from '../open-child.ts';
import type { LoadCalls } from './load-client.ts';
import { type Input, KEY, type OperationName, stages } from './operations.ts';
import { comparable } from './same-answer.ts';
import type { Stage } from './stage.ts';
import type { System } from './systems.ts';

/** What a contestant is asked, by operation; cursors are its own. */
export interface Inputs {
  readonly all: Readonly<Record<OperationName, readonly Input[]>>;
  /** Q1 and Q2 without a customer who has thousands of interactions. */
  readonly calm: Readonly<Record<'Q1' | 'Q2', readonly Input[]>>;
  /** The same, with the hottest customer in one of ten requests. */
  readonly hot: Readonly<Record<'Q1' | 'Q2', readonly Input[]>>;
}

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly endCursor: string | null };
}

const PAGES_PER_STAGE = 8;
const HOT_IN = 10;
/** More pages than any stage has. */
const MOST_PAGES = 2_000;

/** Finds them by walking the contestant's own pages. */
export async function findInputs(
  system: System,
  client: Pick<Child<LoadCalls>, 'call'>,
  stage: Stage,
): Promise<Inputs> {
  const hot = new Set(stage.hotCustomerIds);
  const walk = async (lifecycleStage: string, most: number, isLast: (ids: string[]) => boolean) => {
    const pages: { input: Input; ids: string[] }[] = [];
    let after: string | null = null;
    do {
      const input: Input = { stage: lifecycleStage, after };
      const [text] = await client.call('ask', {
        ...system.target,
        bodies: [system.body('Q2', input)],
      });
      const { customers } = comparable('Q2', text!) as unknown as { customers: Page };
      const ids = customers.edges.map(({ node }) => node.id);
      pages.push({ input, ids });
      const answer = JSON.parse(text!) as { data: { customers: Page } };
      after = answer.data.customers.pageInfo.endCursor;
      if (isLast(ids) || ids.length === 0) break;
    } while (pages.length < most && after !== null);
    return pages;
  };

  const pages = [];
  for (const name of stages) pages.push(...(await walk(name, PAGES_PER_STAGE, () => false)));
  const hottest = stage.hotCustomerIds[0]!;
  const hotPage = (await walk(stage.hotStage, MOST_PAGES, (ids) => ids.includes(hottest))).at(-1)!;
  const calmPages = pages.filter(({ ids }) => !ids.some((id) => hot.has(id)));

  const calm = {
    Q1: stage.customerIds.map((customerId) => ({ customerId })),
    Q2: calmPages.map(({ input }) => input),
  };
  const withHot = (inputs: readonly Input[], one: Input) =>
    inputs.map((input, index) => (index % HOT_IN === 0 ? one : input));
  return {
    all: {
      Q1: [...calm.Q1, ...stage.hotCustomerIds.map((customerId) => ({ customerId }))],
      Q2: [...pages.map(({ input }) => input), hotPage.input],
      Q3: [{}],
      Q4: stage.customerIds.map((customerId) => ({ customerId, key: KEY })),
    },
    calm,
    hot: {
      Q1: withHot(calm.Q1, { customerId: hottest }),
      Q2: withHot(calm.Q2, hotPage.input),
    },
  };
}
