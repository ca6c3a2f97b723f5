import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { FieldMask } from '../kernel/field-mask.ts';
import type { Context } from './context.ts';

/**
 * Options of a field that a role may be kept from: `t.exposeString('email', { …, ...maskedBy('customers.email') })`.
 * Data on the field and not code in its resolver, so that whatever compiles reads later finds it there.
 */
export function maskedBy(mask: FieldMask) {
  return { extensions: { maskedBy: mask } };
}

/** What hides a field. Undefined: nothing does. */
export function maskOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) {
  return extensions['maskedBy'] as FieldMask | undefined;
}

/** Whether a type's field of that name is hidden from those with these masks. False for names of no field. */
export function isMasked(
  schema: GraphQLSchema,
  typename: string,
  fieldName: string,
  masks: ReadonlySet<FieldMask>,
): boolean {
  const type = schema.getType(typename);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const mask = field && maskOf(field);
  return mask !== undefined && masks.has(mask);
}

/**
 * Makes masked fields answer null, and masked lists nothing, whatever their resolver says.
 *
 * @throws {Error} a masked field could not be null
 */
export function withMasks(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const mask = maskOf(field);
      if (mask) hide(field as GraphQLField<unknown, Context>, mask, `${type.name}.${field.name}`);
    }
  }
  return schema;
}

function hide(field: GraphQLField<unknown, Context>, mask: FieldMask, name: string): void {
  const { resolve = defaultFieldResolver } = field;
  const nullable = isNonNullType(field.type) ? field.type.ofType : field.type;
  const isList = isListType(nullable);
  if (nullable !== field.type && !isList) throw new Error(`${name} cannot be masked`);
  field.resolve = (root, args, ctx, info) => {
    if (ctx.viewer.masks.has(mask)) return isList ? [] : null;
    return resolve(root, args, ctx, info);
  };
}
