/** The records on which a run stands, as the processes need to know them. */
export interface Stage {
  readonly databaseUrl: string;
  readonly workspaceId: string;
  /** An agent, who asks. */
  readonly userId: string;
  readonly token: string;
  /** Customers at random, none of whom has more than some hundreds of interactions. */
  readonly customerIds: readonly string[];
  /** The customers with the most interactions, the first of all first. */
  readonly hotCustomerIds: readonly string[];
  /** The first one's stage of life. */
  readonly hotStage: string;
}
