import { randomUUID } from 'node:crypto';
import { createTeam, createUser, systemViewer } from '../../domains/identity/public.ts';
import type { CommandContext } from '../../live/change.ts';
import type { Database } from '../../platform/database.ts';
import { regionWords } from './words.ts';

export const AGENTS = 20;
const TEAMS = ['North', 'East', 'South', 'West'];

/** Somebody who owns customers and talks with them, and the team they are in. */
export interface StaffMember {
  readonly userId: string;
  readonly teamId: string | null;
}

/**
 * The agents of a bulk seed, in a fixed order; who is missing is made, by the commands, in four
 * teams. Nobody signs in as them: their passwords are random and kept nowhere.
 */
export async function ensureStaff(
  database: Database,
  workspaceId: string,
  now: Date,
): Promise<StaffMember[]> {
  const viewer = systemViewer(workspaceId);
  const clock = () => now;
  const ctx = { database, viewer, clock, source: 'bulk', wakeSequencer() {} };
  const staff: StaffMember[] = [];
  for (let index = 0; index < AGENTS; index++) {
    const email = `agent-${String(index + 1).padStart(2, '0')}@bulk.rapport.example`;
    const known = await database.membership.findFirst({
      where: { workspaceId, user: { email } },
      select: { userId: true, teamId: true },
    });
    staff.push(known ?? (await addAgent(ctx, index, email)));
  }
  return staff;
}

async function addAgent(ctx: CommandContext, index: number, email: string): Promise<StaffMember> {
  const { given, family } = regionWords[index % regionWords.length]!;
  const name = `${given[index % given.length]} ${family[index % family.length]}`;
  const teamId = await ensureTeam(ctx, TEAMS[index % TEAMS.length]!);
  const password = randomUUID();
  const { id } = await createUser(ctx, { email, name, password, role: 'AGENT', teamId });
  return { userId: id, teamId };
}

async function ensureTeam(ctx: CommandContext, name: string): Promise<string> {
  const { workspaceId } = ctx.viewer;
  const where = { workspaceId, name, archivedAt: null };
  const known = await ctx.database.team.findFirst({ where, select: { id: true } });
  return known?.id ?? (await createTeam(ctx, { name })).id;
}
