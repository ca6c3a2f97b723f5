/** The records on which a run stands, as the processes need to know them. */
export interface Stage {
  readonly databaseUrl: string;
  readonly workspaceId: string;
  /** An agent's user id: who logs. */
  readonly agentId: string;
  /** One per user; all are agents. */
  readonly tokens: readonly string[];
  readonly customerIds: readonly string[];
  /** Interactions that are there already, in the order of their numbers: what the recipe announces. */
  readonly interactionIds: readonly string[];
}

/** The subject of the interaction by which a client tells which event it is shown. */
export function subjectOf(number: number): string {
  return `Event ${number}: the order has arrived, and one of the parcels is damaged`;
}
