import { type Asking, departureIn } from '../context.ts';
import { costReport } from '../cost.ts';
import { documentShape } from '../document-shape.ts';
import type { Operation } from '../engine.ts';
import type { Admissible } from '../judging.ts';
import { pathOf } from './read-compiled.ts';
import { isNothing, readingOf } from './read-made.ts';
import type { Reads } from './reads.ts';

/** An answer as it is sent. */
export interface WholeAnswer {
  readonly text: string;
  /** What `accessSql` gave in the same statement. Undefined: nothing asked. */
  readonly access: string | null | undefined;
}

/** Answers what one compiled statement answers as a whole: a query, or what a mutation has made already. Null: it cannot. */
export async function readWhole(
  reads: Reads,
  { document, operationName }: Operation,
  { variables, cost }: Admissible,
  asking: Asking,
  options: {
    /** Reads the log's head, where the document asks for it. */
    readonly feedHeadOf: () => Promise<string | null>;
    readonly tellsPath: boolean | undefined;
  },
): Promise<WholeAnswer | null> {
  const { viewer, made } = asking;
  const report = { cost: costReport(cost) };
  if (made?.data) return { text: answerText(made.data, report), access: undefined };
  const { operation } = documentShape(document, operationName)!;
  const asked = made
    ? readingOf(document, operation, variables, made)
    : { document, operation, variables };
  if (!viewer || asked.operation.operation !== 'query') return null;
  const feedHead = await options.feedHeadOf();
  const departure = departureIn(asking);
  const read = await reads.read({ ...asked, viewer, feedHead, departure, execute: null });
  if (typeof read === 'string' || (made && isNothing(read))) return null;
  const extensions = options.tellsPath && !made ? { ...report, ...pathOf(read) } : report;
  return { text: answerText(read.data, extensions), access: read.access };
}

function answerText(data: string, extensions: object): string {
  return `{"data":${data},"extensions":${JSON.stringify(extensions)}}`;
}
