import written from '@rapport/prisma/sql-map.json' with { type: 'json' };
import { NotCompiled } from './not-compiled.ts';

/** One column of a model, by its field's name. */
export interface Column {
  readonly column: string;
  /** Prisma's scalar type, or the enum. */
  readonly type: string;
  readonly isEnum: boolean;
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly isUuid: boolean;
  /** Whether it is an instant of whole milliseconds. */
  readonly isMilliseconds: boolean;
}

interface Relation {
  readonly model: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
  /** The name that both of its sides share. */
  readonly name: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** One model: its table, its primary key by field names, and what its fields are. */
export interface Model {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  readonly relations: Readonly<Record<string, Relation>>;
}

/** How the rows of a relation are found from a row that has it. */
export interface Join {
  readonly model: Model;
  readonly isList: boolean;
  /** Whether there always is one. */
  readonly isRequired: boolean;
  /** Columns that are equal: of the row that has the relation, and of its target. */
  readonly pairs: readonly (readonly [ours: string, theirs: string])[];
}

const models: Readonly<Record<string, Model>> = written.models;

/** The model of that name. @throws {NotCompiled} there is none */
export function modelOf(name: unknown): Model {
  const model = typeof name === 'string' ? models[name] : undefined;
  if (!model) throw new NotCompiled(`${String(name)} is no model`);
  return model;
}

/** A model's column by its field. @throws {NotCompiled} the field is none */
export function columnOf(model: Model, field: string): Column {
  const column = model.columns[field];
  if (!column) throw new NotCompiled(`${model.table} has no column for ${field}`);
  return column;
}

/** How a model's relation is joined, whichever side of it holds the key. @throws {NotCompiled} there is none, or it goes through a table of its own */
export function joinOf(model: Model, relation: string): Join {
  const found = model.relations[relation];
  if (!found) throw new NotCompiled(`${model.table} has no relation ${relation}`);
  const target = modelOf(found.model);
  const holdsKey = found.from.length > 0;
  const back = holdsKey
    ? found
    : Object.values(target.relations).find(
        (other) => other.name === found.name && other.from.length > 0,
      );
  if (!back) throw new NotCompiled(`${relation} goes through a table of its own`);
  const [ours, theirs] = holdsKey ? [back.from, back.to] : [back.to, back.from];
  return {
    model: target,
    isList: found.isList,
    isRequired:
      holdsKey && found.isRequired && ours.every((field) => columnOf(model, field).isRequired),
    pairs: ours.map((field, i) => [
      columnOf(model, field).column,
      columnOf(target, theirs[i]!).column,
    ]),
  };
}
