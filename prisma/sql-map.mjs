// A generator for `prisma generate`: writes down what SQL needs to know of the models and Pothos'
// datamodel leaves out, which is the names of tables and columns, the keys on both sides of a relation, and what may be null.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import helper from '@prisma/generator-helper';

const columnOf = (field) => ({
  column: field.dbName ?? field.name,
  type: field.type,
  isEnum: field.kind === 'enum',
  isList: field.isList,
  isRequired: field.isRequired,
  isUuid: field.nativeType?.[0] === 'Uuid',
  isMilliseconds: field.nativeType?.[0] === 'Timestamptz' && field.nativeType[1][0] === '3',
});

const relationOf = (field) => ({
  model: field.type,
  isList: field.isList,
  isRequired: field.isRequired,
  name: field.relationName,
  from: field.relationFromFields ?? [],
  to: field.relationToFields ?? [],
});

const modelOf = ({ name, dbName, fields, primaryKey }) => {
  const pick = (isRelation, describe) =>
    Object.fromEntries(
      fields
        .filter((field) => (field.kind === 'object') === isRelation)
        .map((field) => [field.name, describe(field)]),
    );
  return {
    table: dbName ?? name,
    key: primaryKey?.fields ?? fields.filter(({ isId }) => isId).map((field) => field.name),
    columns: pick(false, columnOf),
    relations: pick(true, relationOf),
  };
};

helper.generatorHandler({
  onManifest: () => ({ prettyName: 'SQL map', defaultOutput: 'generated/sql-map.json' }),
  async onGenerate({ dmmf, generator }) {
    const models = Object.fromEntries(
      dmmf.datamodel.models.map((model) => [model.name, modelOf(model)]),
    );
    const path = generator.output.value;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify({ models }, null, 2)}\n`);
  },
});
