// Writes what the client knows of the schema, from the committed contract: the types that gql.tada reads
// and the possible types that Graphcache needs to match fragments on interfaces and unions.
// gql.tada's own command does not run on TypeScript 7; its parts do.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema, isAbstractType } from 'graphql';

const contract = new URL('../server/schema.graphql', import.meta.url);
const folder = new URL('./src/graph/generated/', import.meta.url);

const schema = buildSchema(await readFile(contract, 'utf8'));
const introspection = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }));
const types = outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true });
const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter((type) => isAbstractType(type) && !type.name.startsWith('__'))
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

await mkdir(folder, { recursive: true });
await writeFile(new URL('schema-types.d.ts', folder), types);
await writeFile(
  new URL('possible-types.ts', folder),
  `export const possibleTypes = ${JSON.stringify(possibleTypes, null, 2)};\n`,
);
