import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getNamedType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { nodeTypes } from '../../server/src/graphql/node-source.ts';
import { refusalStatus } from '../../server/src/graphql/refusal.ts';
import { eventKind, eventNames } from '../../server/src/kernel/event.ts';
import { permissionsOf, roles } from '../../server/src/kernel/permission.ts';
import { problemCodes } from '../../server/src/kernel/problem.ts';
import { REPOSITORY } from './source-files.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const mutations = Object.values(schema.getMutationType()!.getFields());
/** Attempts and their undoing, and what is a state: there is nothing to repeat. */
const WITHOUT_KEY = ['signIn', 'acceptInvitation', 'signOut', 'announcePresence'];

type Described = [name: string, description: string | null | undefined];

/** A type and everything in it that has a description. */
function describedIn(type: GraphQLNamedType): Described[] {
  const own: Described = [type.name, type.description];
  if (isEnumType(type)) {
    return [
      own,
      ...type.getValues().map((v): Described => [`${type.name}.${v.name}`, v.description]),
    ];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [own, ...fields.map((f): Described => [`${type.name}.${f.name}`, f.description])];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  return [
    own,
    ...Object.values(type.getFields()).flatMap((field): Described[] => [
      [`${type.name}.${field.name}`, field.description],
      ...field.args.map((a): Described => [`${type.name}.${field.name}(${a.name})`, a.description]),
    ]),
  ];
}

describe('the contract', () => {
  test('everything in it is described', () => {
    const bare = types.flatMap(describedIn).filter(([, description]) => !description?.trim());

    expect(bare.map(([name]) => name)).toEqual([]);
  });

  test('names are cased as the style says', () => {
    const wrong = types.flatMap((type) => [
      ...(/^[A-Z][A-Za-z0-9]*$/.test(type.name) ? [] : [type.name]),
      ...(isObjectType(type) || isInputObjectType(type)
        ? Object.keys(type.getFields()).filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name))
        : []),
      ...(isEnumType(type) && type.name !== 'SubjectType'
        ? type
            .getValues()
            .map(({ name }) => name)
            .filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))
        : []),
    ]);

    expect(wrong).toEqual([]);
  });

  test('every mutation takes one input with an idempotency key', () => {
    const wrong = mutations
      .filter(({ name }) => !WITHOUT_KEY.includes(name))
      .filter(({ args }) => {
        const input = args.length === 1 && args[0]!.name === 'input' ? args[0]!.type : null;
        const named = input && isNonNullType(input) ? getNamedType(input) : null;
        return !isInputObjectType(named) || !('idempotencyKey' in named.getFields());
      });

    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('every mutation of what is there already takes the version seen', () => {
    const wrong = mutations
      .filter(({ name }) => /^(update|archive|restore|correct|delete)/.test(name))
      .filter(({ args }) => {
        const input = getNamedType(args[0]!.type);
        return !isInputObjectType(input) || !('seenVersion' in input.getFields());
      });

    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('a mutation answers with a union of its object and problems', () => {
    const problem = schema.getType('Problem');
    const wrong = mutations
      .filter(({ name }) => !['signOut', 'logInteractions'].includes(name))
      .filter(({ type }) => {
        const result = getNamedType(type);
        if (!isUnionType(result)) return true;
        const others = result
          .getTypes()
          .filter((member) => !member.getInterfaces().some((i) => i === problem));
        return others.length !== 1;
      });

    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('every object that has a global id can be found by it, within a workspace', () => {
    const node = schema.getType('Node');
    const withId = types
      .filter(isObjectType)
      .filter((type) => type.getInterfaces().some((i) => i === node));

    // The look-ups themselves are tried in test/integration/isolation.test.ts.
    expect([...nodeTypes()].sort()).toEqual(withId.map(({ name }) => name).sort());
  });

  test('whoever may write may read', () => {
    for (const role of roles) {
      const permissions = [...permissionsOf(role)];
      const blind = permissions
        .filter((permission) => permission.endsWith(':write'))
        .filter((permission) => {
          const read = permission.replace(':write', ':read');
          return !permissions.some((other) => other === read);
        });
      expect([role, blind]).toEqual([role, []]);
    }
  });

  test('nothing but a mean is a float: amounts are in minor units', () => {
    const typed = types.flatMap((type): { name: string; type: unknown }[] =>
      isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [],
    );
    const floats = typed.filter(({ type }) => String(type).includes('Float'));

    expect(floats.filter(({ name }) => name !== 'avg')).toEqual([]);
  });
});

describe.runIf(existsSync(join(REPOSITORY, 'docs/protocol.md')))('docs/protocol.md', () => {
  const listed = new Set(
    [...readFileSync(join(REPOSITORY, 'docs/protocol.md'), 'utf8').matchAll(/`([^`\n]+)`/g)].map(
      ([, text]) => text,
    ),
  );

  test.for([
    ['problem', problemCodes],
    ['refusal', Object.keys(refusalStatus)],
    ['event', eventNames().filter((name) => eventKind(name)?.permission != null)],
  ] as const)('it lists every %s', ([, names]) => {
    expect(names.filter((name) => !listed.has(name))).toEqual([]);
  });

  test('it lists no refusal that there is not', () => {
    const rows = readFileSync(join(REPOSITORY, 'docs/protocol.md'), 'utf8').matchAll(
      /^\| `([A-Z_]+)` \| (\d{3}) \|/gm,
    );

    for (const [, code, status] of rows) {
      expect([code, refusalStatus[code as keyof typeof refusalStatus]]).toEqual([
        code,
        Number(status),
      ]);
    }
  });
});
