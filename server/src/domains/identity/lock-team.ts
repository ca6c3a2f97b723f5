import type { Team } from '@rapport/prisma';
import { InvalidInput, NotFound, VersionConflict } from '../../kernel/problem.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal, sqlStates } from '../../platform/sql-state.ts';
import { TeamNameTaken } from './problems.ts';

/** Which team, and as which version the caller last saw it. */
export interface TeamReference {
  readonly id: string;
  readonly seenVersion?: number | null | undefined;
}

/**
 * Locks a team until the transaction ends, and reads it. Whoever puts somebody or something into it
 * waits.
 *
 * @throws {NotFound} no such team in the workspace
 * @throws {VersionConflict} it has changed since `seenVersion`
 */
export async function lockTeam(
  tx: Transaction,
  workspaceId: string,
  { id, seenVersion }: TeamReference,
): Promise<Team> {
  await tx.$executeRaw`SELECT 1 FROM teams WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const team = await tx.team.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  if (!team) throw new NotFound('There is no such team.');
  if (seenVersion != null && seenVersion !== team.version) {
    throw new VersionConflict('Somebody else changed this team since you opened it.', {
      typename: 'Team',
      id,
    });
  }
  return team;
}

/**
 * Sees to it that there is such a team to put somebody or something into, and that nobody archives
 * it until the transaction ends. None is wanted where the id is null or undefined.
 *
 * @throws {NotFound} no such team in the workspace, or it is archived
 */
export async function requireTeam(
  tx: Transaction,
  workspaceId: string,
  id: string | null | undefined,
  field: string,
): Promise<void> {
  if (id == null) return;
  const found = await tx.$executeRaw`
    SELECT 1 FROM teams
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND archived_at IS NULL FOR SHARE`;
  if (found === 0) throw new NotFound('There is no such team.', [field]);
}

/** Trims a team's name. @throws {InvalidInput} not 1 to 200 characters */
export function teamName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 200 || name.includes('\0')) {
    throw new InvalidInput('A name has 1 to 200 characters.', ['name']);
  }
  return name;
}

/** Runs a command and says in words that the name is taken. */
export async function namingTakenTeam<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (databaseRefusal(error)?.sqlState === sqlStates.uniqueViolation)
      throw new TeamNameTaken(name);
    throw error;
  }
}
