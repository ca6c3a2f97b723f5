import type { FieldNode, ValueNode } from 'graphql';
import { Kind } from 'graphql';
import type { Viewer } from '../../kernel/viewer.ts';
import { Prisma } from '../../platform/database.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { actualValue, type ClassViewer, isStandIn } from './visibility-class.ts';

type Sql = Prisma.Sql;

/** What differs between two requests for one document. */
export interface Run {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  readonly asClass: ClassViewer;
  readonly listCursors: Sealer;
}

/** What a place of a document comes to in one request: SQL with its values, and what else the statement's text depends on. */
export interface Bound<Facts> {
  readonly facts: Facts;
  readonly sqls: readonly Sql[];
}

/** A place of a document whose SQL depends on arguments: judged and bound anew for every request. */
export type Site<Facts = unknown> = (run: Run) => Bound<Facts>;

/** Stands in a statement for a value that each request binds: where it comes from. */
export class Parameter {
  readonly site: number;
  readonly index: number;
  constructor(site: number, index: number) {
    this.site = site;
    this.index = index;
  }

  /** Equal for one value. */
  get identity(): string {
    return `${this.site} ${this.index}`;
  }
}

/** What a request bound at one site: the values, in order. */
export type BoundValues = readonly unknown[];

/** What was bound at a place: the text of it, since equal texts fit one statement, and the values in the order of its parameters. */
export interface BoundPlace {
  readonly key: string;
  readonly values: BoundValues;
}

/** What a bound site is to a plan. */
export function placeOf({ facts, sqls }: Bound<unknown>): BoundPlace {
  let key = `\n${JSON.stringify(facts)}`;
  for (const { strings } of sqls) key += `\n${strings.join('\0')}`;
  return {
    key,
    values: sqls.length === 1 ? sqls[0]!.values : sqls.flatMap(({ values }) => values),
  };
}

/** Binds a site for a request. */
export function bindAt(site: Site, run: Run): BoundPlace {
  return placeOf(site(run));
}

/** The same SQL with a parameter in the place of each value, but for what stands for the viewer. */
export function parametrised(sqls: readonly Sql[], site: number): Sql[] {
  let index = 0;
  return sqls.map(({ strings, values }) => {
    const parameters = values.map((value) => {
      const parameter = new Parameter(site, index++);
      return isStandIn(value) ? value : parameter;
    });
    return new Prisma.Sql([...strings], parameters);
  });
}

/** What a parameter is in a request. */
export function parameterValue(
  parameter: unknown,
  values: readonly BoundValues[],
  viewer: Viewer,
): unknown {
  return parameter instanceof Parameter
    ? values[parameter.site]![parameter.index]
    : actualValue(parameter, viewer);
}

/** Whether a field's arguments come to the same in every request: none is a variable, and none a cursor, which is of one workspace. */
export function isFixed({ arguments: given = [] }: FieldNode): boolean {
  return given.every(
    ({ name, value }) => !['after', 'before'].includes(name.value) && !hasVariable(value),
  );
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return value.kind === Kind.VARIABLE;
}
