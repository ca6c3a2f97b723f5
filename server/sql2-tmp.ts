import { parse, getOperationAST } from 'graphql';
import { schema } from './src/app/schema.ts';
import { openReads } from './src/graphql/reads/reads.ts';
import { sealer } from './src/platform/secrets.ts';
import { permissionsOf } from './src/kernel/permission.ts';
const reads = openReads({
  schema,
  pool: null as any,
  listCursors: sealer(Buffer.alloc(32), 'list cursor'),
});
const document = parse(process.argv[2]!);
const viewer: any = {
  workspaceId: 'w',
  userId: 'u',
  teamId: null,
  role: 'AGENT',
  permissions: permissionsOf('AGENT'),
  scope: { kind: 'ALL' },
  masks: new Set(),
  sessionId: 's',
  expiresAt: null,
};
const p: any = reads.plan({
  document,
  operation: getOperationAST(document)!,
  variables: {},
  viewer,
  feedHead: null,
  execute: null as any,
});
console.log(p.statement?.text ?? p, p.why);
process.exit(0);
