import type { Outbox } from '@rapport/prisma';
import type { Pool } from 'pg';
import { type Role, roles } from '../src/kernel/permission.ts';
import { newId } from '../src/kernel/ids.ts';
import type { CommandContext } from '../src/live/change.ts';
import { type Database, openDatabase } from '../src/platform/database.ts';
import { createTestDatabase } from './database.ts';
import { viewerOf } from './viewer.ts';

/** A workspace with one member of each role, and what commands given in it need. */
export interface TestWorkspace extends CommandContext {
  readonly id: string;
  readonly members: Readonly<Record<Role, string>>;
  /** The context of the member with that role; the workspace itself is its agent's. */
  as(role: Role): CommandContext;
  /** The events about an object, oldest first. Nothing numbers them here: they wait in the outbox. */
  eventsAbout(subjectId: string): Promise<Outbox[]>;
  /** Their names alone. */
  namesAbout(subjectId: string): Promise<string[]>;
}

export interface TestWorkspaces {
  readonly database: Database;
  /** For what reads and numbers the log. */
  readonly logPool: Pool;
  readonly ours: TestWorkspace;
  readonly theirs: TestWorkspace;
  /** What the clock of both shows; tests set it. */
  now: Date;
  close(): Promise<void>;
}

/** Opens a database of its own with two workspaces that must not know of each other. */
export async function openTestWorkspaces(): Promise<TestWorkspaces> {
  const { url, drop } = await createTestDatabase();
  const { database, logPool, close } = openDatabase(url);
  const clock = () => opened.now;
  const opened: TestWorkspaces = {
    database,
    logPool,
    now: new Date('2026-03-11T15:20:00.000Z'),
    ours: await workspace(database, 'Ours', clock),
    theirs: await workspace(database, 'Theirs', clock),
    async close() {
      await close();
      await drop();
    },
  };
  return opened;
}

async function workspace(
  database: Database,
  name: string,
  clock: () => Date,
): Promise<TestWorkspace> {
  const id = newId();
  const members = Object.fromEntries(roles.map((role) => [role, newId()])) as Record<Role, string>;
  await database.workspace.create({ data: { id, name } });
  await database.user.createMany({
    data: roles.map((role) => ({
      id: members[role],
      name: `${role} of ${name}`,
      email: `${role}@${name}.example`.toLowerCase(),
      passwordHash: 'none: nobody signs in',
    })),
  });
  await database.membership.createMany({
    data: roles.map((role) => ({ workspaceId: id, userId: members[role], role })),
  });
  const as = (role: Role): CommandContext => ({
    database,
    clock,
    source: 'api',
    viewer: viewerOf(id, members[role], role),
    wakeSequencer() {},
  });
  const eventsAbout = (subjectId: string) =>
    database.outbox.findMany({ where: { workspaceId: id, subjectId }, orderBy: { id: 'asc' } });
  return {
    ...as('AGENT'),
    id,
    members,
    as,
    eventsAbout,
    namesAbout: async (subjectId) => (await eventsAbout(subjectId)).map((event) => event.name),
  };
}
