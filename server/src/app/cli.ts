import { Command, InvalidArgumentError } from 'commander';
import { roles, type Role } from '../kernel/permission.ts';
import type { SeedOptions } from './cli-seed.ts';
import type { ExplainOptions } from './cli-explain.ts';
import type { NewUserOptions } from './cli-user.ts';
import { main } from './main.ts';

const rapport = new Command('rapport')
  .description('The command line of Rapport. Settings come from the environment: see .env.example.')
  .showHelpAfterError()
  .helpCommand(false);

rapport
  .command('start')
  .description('Do all it takes and serve: database, migrations, first admin, demo, client')
  .action(() => main(async (tools) => (await import('./start.ts')).start(tools)));

rapport
  .command('serve')
  .description('Serve API and client on a database that is migrated')
  .action(() => main(async (tools) => (await import('./serve-only.ts')).serveOnly(tools)));

rapport
  .command('dev')
  .description('Serve for developers: restart on change, client with hot reload')
  .action(() => main(async (tools) => (await import('./dev.ts')).dev(tools)));

rapport
  .command('build')
  .description('Build the client, unless it was built from these sources')
  .action(() => main(async (tools) => (await import('./cli-build.ts')).build(tools)));

const migrations = rapport.command('migrate').description('Bring the database up to date');
migrations
  .command('deploy', { isDefault: true })
  .description('Apply the migrations that the database lacks (what `rapport migrate` does)')
  .action(() => main(async (tools) => (await import('./cli-migrate.ts')).deploy(tools)));
migrations
  .command('status')
  .description('List the migrations that the database lacks; exit code 1 when there are any')
  .action(() => main(async (tools) => (await import('./cli-migrate.ts')).status(tools)));
migrations
  .command('diff')
  .description('Print the SQL from the committed data schema to the present one')
  .option('--from <revision>', 'the git revision to compare with', 'HEAD')
  .action(({ from }: { from: string }) =>
    main(async (tools) => (await import('./cli-migrate.ts')).diff(tools, from)),
  );

rapport
  .command('seed')
  .description(
    'Tell the demo company in the first workspace; goes on where an earlier run stopped. With any option: much random history instead, once',
  )
  .option('--customers <number>', 'how many customers; default: 20000', parseCount)
  .option('--interactions <number>', 'how many interactions; default: 20 a customer', parseCount)
  .option(
    '--random <number>',
    'which history: the same number gives the same; default: 1',
    parseCount,
  )
  .action((options: SeedOptions) =>
    main(async (tools) => (await import('./cli-seed.ts')).seed(tools, options)),
  );

const users = rapport.command('user').description('Manage users of the first workspace');
users
  .command('create')
  .description('Add a user; asks for nothing, prints a generated password')
  .requiredOption('--email <address>', 'what the user signs in with')
  .requiredOption('--name <name>', 'how the user is called')
  .option('--role <role>', `one of ${roles.join(', ')}`, parseRole, 'AGENT' as Role)
  .option('--team <name>', 'a team that there is; default: none')
  .option('--password <password>', 'default: generated and printed')
  .action((options: NewUserOptions) =>
    main(async (tools) => (await import('./cli-user.ts')).createUserByHand(tools, options)),
  );
users
  .command('role')
  .description('Give a user another role')
  .requiredOption('--email <address>', 'what the user signs in with')
  .requiredOption('--role <role>', `one of ${roles.join(', ')}`, parseRole)
  .action((options: { email: string; role: Role }) =>
    main(async (tools) => (await import('./cli-access.ts')).changeRoleByHand(tools, options)),
  );
users
  .command('suspend')
  .description('Shut a user out: all sessions and tokens end at once')
  .requiredOption('--email <address>', 'what the user signs in with')
  .action((options: { email: string }) =>
    main(async (tools) => (await import('./cli-access.ts')).suspendUserByHand(tools, options)),
  );
users
  .command('restore')
  .description('Let a suspended user sign in again')
  .requiredOption('--email <address>', 'what the user signs in with')
  .action((options: { email: string }) =>
    main(async (tools) => (await import('./cli-access.ts')).restoreUserByHand(tools, options)),
  );

rapport
  .command('token')
  .description('Manage tokens for scripts')
  .command('create')
  .description("Make a token with a user's rights, and print it this once")
  .requiredOption('--email <address>', 'whose rights the token has')
  .option('--name <name>', 'what it is for', 'script')
  .option('--days <number>', 'how long it is good for', parseDays, 365)
  .action((options: { email: string; name: string; days: number }) =>
    main(async (tools) => (await import('./cli-user.ts')).createTokenByHand(tools, options)),
  );

rapport
  .command('feed')
  .description('The event log')
  .command('new-epoch')
  .description('Make every cursor given so far answer with a gap; after restoring a backup')
  .action(() => main(async (tools) => (await import('./cli-feed.ts')).startNewEpoch(tools)));

rapport
  .command('schema')
  .description('The GraphQL schema')
  .command('print')
  .description('Print it as it is served')
  .action(() => main(async () => (await import('./cli-print.ts')).printSchema()));

rapport
  .command('explain')
  .description(
    'Tell by which SQL the queries of a file are answered, and what it costs the database',
  )
  .argument('<file>', 'a GraphQL document')
  .option('--operation <name>', 'only this one')
  .option('--variables <json>', 'its variables')
  .option('--email <address>', 'as whom; default: as somebody who sees everything')
  .action((file: string, options: ExplainOptions) =>
    main(async (tools) => (await import('./cli-explain.ts')).explain(tools, file, options)),
  );

rapport
  .command('env')
  .description('The settings')
  .command('print')
  .description('Print every setting with what it means, as in .env.example')
  .action(() => main(async () => (await import('./cli-print.ts')).printEnvExample()));

await rapport.parseAsync();

function parseRole(text: string): Role {
  const role = roles.find((known) => known === text.toUpperCase());
  if (role) return role;
  throw new InvalidArgumentError(`Choose one of ${roles.join(', ')}.`);
}

function parseDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new InvalidArgumentError('Give a whole number of days, 1 to 3650.');
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 100_000_000) return count;
  throw new InvalidArgumentError('Give a whole number, 1 to 100000000.');
}
