import type { FieldMask } from '../kernel/field-mask.ts';
import type { Permission } from '../kernel/permission.ts';
import type { Prisma } from '../platform/database.ts';
import type { Filter } from './filter.ts';
import type { RowRule } from './visibility.ts';

/** One thing a list can be ordered by: an SQL expression over `x` that is never null, and its type. */
export interface OrderKey {
  readonly sql: string;
  readonly cast: 'text' | 'timestamptz' | 'int' | 'numeric';
  readonly description: string;
}

export type Direction = 'ASC' | 'DESC';

export interface Order {
  readonly field: string;
  readonly direction: Direction;
}

/** Some of the columns that are searched, side by side, as SQL over `x`; and what hides them. */
export interface SearchedWords {
  readonly sql: string;
  readonly maskedBy?: FieldMask;
}

/** What is summed up of a list's rows: an SQL expression over `x`, and its type. */
export interface Measure {
  readonly sql: string;
  readonly type: 'INT' | 'DATE_TIME';
  readonly description: string;
  /** What hides the column. Whoever it is hidden from cannot sum it up either. */
  readonly maskedBy?: FieldMask;
}

/** What a list's rows are put into groups by: an SQL expression over `x`, and what its values are. */
export type Grouping = {
  readonly sql: string;
  readonly description: string;
  /** What hides the column. Whoever it is hidden from cannot group by it either. */
  readonly maskedBy?: FieldMask;
} & (
  | { readonly by: 'ENUM'; readonly type: { readonly name: string } }
  /** Keys of objects of that type, which has a `nodeSource`. */
  | { readonly by: 'REFERENCE'; readonly type: string }
  | { readonly by: 'TEXT' }
  /** Instants: they are grouped by spans of the calendar in a time zone. */
  | { readonly by: 'TIME' }
);

/**
 * How the rows of one type are listed, at the root or below a parent: the one declaration from
 * which come the arguments, the SQL, the cursors and the connection type.
 */
export interface ListDefinition {
  /** The GraphQL type, which has a `nodeSource`. */
  readonly type: string;
  /** What the rows are called in descriptions: `customers`. */
  readonly noun: string;
  readonly table: string;
  /** The column of the row's key; also the last key of every order, which makes it total. */
  readonly key: string;
  readonly permission: Permission;
  /** How its rows come under the viewer's row scope. Absent: they do not. */
  readonly rows?: RowRule;
  readonly filter: Filter;
  /** What holds beside the filter, such as hiding archived rows unless it speaks of them. */
  readonly always?: (filter: unknown) => Prisma.Sql | null;
  readonly orders: Readonly<Record<string, OrderKey>>;
  readonly defaultOrder: readonly Order[];
  /** What can be summed up of the rows; each is a field of `<Type>Aggregate`. */
  readonly measures: Readonly<Record<string, Measure>>;
  /** What the rows can be grouped by; each is a field of `<Type>Group`. */
  readonly groupings: Readonly<Record<string, Grouping>>;
  /** Whether the table has `search_text` and `search_vector`. */
  readonly isSearchable: boolean;
  /** What those two are made of, in their order, where some of it may be masked. */
  readonly words?: readonly SearchedWords[];
}

/** Below what a list stands: the column of its table that names the parent, and the parent's field that it is equal to. */
export interface ListParent {
  readonly column: string;
  /** Default `id`. */
  readonly key?: string;
}

/** What the arguments of a list are once judged. */
export interface ListArguments {
  /** Rows wanted, 0 to 100. */
  readonly size: number;
  readonly isBackward: boolean;
  readonly cursor: string | null;
  readonly filter: unknown;
  readonly orderBy: readonly Order[];
  readonly search: string | null;
}
