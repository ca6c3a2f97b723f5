import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { maskOf } from '../masked-fields.ts';
import { permissionOf } from './declared.ts';
import { Cursors } from './cursors.ts';
import type { Piece } from './json-text.ts';
import { NotCompiled } from './not-compiled.ts';
import type { Row } from './row.ts';
import type { SelectionScope } from './selection.ts';
import {
  type Bound,
  type BoundPlace,
  isFixed,
  parametrised,
  placeOf,
  type Run,
  type Site,
} from './site.ts';

type TellRow = (
  compiling: Compiling,
  type: GraphQLObjectType,
  row: Row,
  sets: readonly SelectionSetNode[],
) => Piece[];

/** A place of a document to bind. */
export interface Place {
  readonly site: Site;
  /** What it comes to for everybody of the class. Null: it depends on the request. */
  readonly fixed: BoundPlace | null;
}

/** The state of one compilation: what is being told, for whom, and what has to be bound. */
export class Compiling implements SelectionScope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The request that it is compiled for; others of the same shape bind what is theirs. */
  readonly run: Run;
  /** The places that are bound anew for every request. */
  readonly places: Place[] = [];
  /** What this request bound there. */
  readonly bound: BoundPlace[] = [];
  /** The lists whose rows' places are told. */
  readonly cursors = new Cursors();
  private readonly tell: TellRow;
  private aliases = 0;

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    run: Run,
    tell: TellRow,
  ) {
    this.schema = schema;
    this.fragments = fragments;
    this.run = run;
    this.tell = tell;
  }

  /** The pieces of the JSON of a row below, as an object of that type. */
  row(type: GraphQLObjectType, row: Row, sets: readonly SelectionSetNode[]): Piece[] {
    return this.tell(this, type, row, sets);
  }

  get variables(): Readonly<Record<string, unknown>> {
    return this.run.variables;
  }

  readonly nextAlias = (): string => `t${++this.aliases}`;

  /**
   * Binds a place with this request's arguments, and takes note of it for the next one. The walk must
   * not depend on what is bound but for the text: every request of the shape has the same places.
   */
  bind<Facts>(node: FieldNode, site: Site<Facts>): Bound<Facts> {
    const bound = site(this.run);
    const place = placeOf(bound);
    const number = this.bound.push(place) - 1;
    this.places.push({ site, fixed: isFixed(node) ? place : null });
    return { facts: bound.facts, sqls: parametrised(bound.sqls, number) };
  }

  /** Takes in what is the same in every request of the shape. */
  bindFixed<Facts>(bound: Bound<Facts>): Bound<Facts> {
    const place = placeOf(bound);
    const number = this.bound.push(place) - 1;
    this.places.push({ site: () => bound, fixed: place });
    return { facts: bound.facts, sqls: parametrised(bound.sqls, number) };
  }

  /** Where the walk stands, to go back to. */
  mark(): number {
    return this.places.length;
  }

  /** Forgets what was bound since, for what is not going to be told. */
  backTo(mark: number): void {
    this.places.length = mark;
    this.bound.length = mark;
  }

  /**
   * Judges whether a field is told to this class of viewers. What a role hides is told as null.
   *
   * @throws {NotCompiled} the viewer may not ask for it, which the ordinary path words
   */
  isMasked(field: GraphQLField<unknown, unknown>): boolean {
    const permission = permissionOf(field);
    if (permission !== null) {
      if (permission === 'other') throw new NotCompiled(`${field.name} has a rule of its own`);
      if (!this.run.asClass.permissions.has(permission))
        throw new NotCompiled(`${field.name} needs ${permission}`);
    }
    const mask = maskOf(field);
    return mask !== undefined && this.run.asClass.masks.has(mask);
  }
}
