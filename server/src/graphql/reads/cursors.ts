import { Prisma } from '../../platform/database.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { listCursorWriter } from '../list-cursor.ts';
import type { ListDefinition, Order } from '../list-definition.ts';

/** Bounds the place of a row in the text of an answer. JSON escapes it, so no text of a row holds it. */
const MARK = '\x01';

/** A list in one order, which its cursors name. */
export interface OrderedList {
  readonly list: ListDefinition;
  readonly order: readonly Order[];
}

/** The cursors of an answer: the statement writes down where rows stand, and they are sealed when it is there. */
export class Cursors {
  private readonly lists: OrderedList[] = [];

  /** The expression of a cursor from that of a position, a JSON array as text; null where it is null. */
  mark(list: OrderedList, position: Prisma.Sql): Prisma.Sql {
    const number = this.lists.push(list) - 1;
    return Prisma.sql`(${Prisma.raw(`'${MARK}${number}'`)} || ${position} || ${Prisma.raw(`'${MARK}'`)})`;
  }

  /** The answer's text with its cursors. */
  seal(text: string, sealer: Sealer, workspaceId: string): string {
    if (this.lists.length === 0) return text;
    const writers = this.lists.map(({ list, order }) =>
      listCursorWriter(sealer, workspaceId, list, order),
    );
    return text
      .split(MARK)
      .map((part, i) => {
        if (i % 2 === 0) return part;
        const start = part.indexOf('[');
        const write = writers[Number(part.slice(0, start))]!;
        return `"${write(JSON.parse(part.slice(start)) as string[])}"`;
      })
      .join('');
  }
}
