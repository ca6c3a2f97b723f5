// Writes what the client knows of the schema, from the committed contract: the types that gql.tada reads;
// for Graphcache the possible types of interfaces and unions.
// gql.tada's own command does not run on TypeScript 7; its parts do.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema, isAbstractType } from 'graphql';

const contract = new URL('../server/schema.graphql', import.meta.url);
const folder = new URL('./src/graph/generated/', import.meta.url);

const schema = buildSchema(await readFile(contract, 'utf8'));
const introspection = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }));
const types = outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true });
const named = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const possibleTypes = Object.fromEntries(
  named
    // No document has a fragment on what a mutation answers with, and the first load is weighed.
    .filter((type) => isAbstractType(type) && !type.name.endsWith('Result'))
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

await mkdir(folder, { recursive: true });
await writeFile(new URL('schema-types.d.ts', folder), types);
await writeFile(
  new URL('schema-shape.ts', folder),
  `export const possibleTypes = ${JSON.stringify(possibleTypes, null, 2)};\n`,
);
