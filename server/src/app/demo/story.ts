import type { Channel, Direction, LifecycleStage, Role } from '@rapport/prisma';
import type { Step } from './arcs.ts';
import type { CustomerPart, Language } from './audience.ts';

export interface PlannedAgent {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly languages: readonly Language[];
}

export interface PlannedOrganization {
  readonly externalId: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly size: number;
  readonly country: string;
  readonly city: string;
  readonly language: Language;
  readonly parentExternalId?: string;
  readonly tags: readonly string[];
  readonly createdAt: Date;
}

export interface PlannedCustomer {
  readonly externalId: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly otherEmails: readonly string[];
  readonly phone: string;
  readonly organizationExternalId?: string;
  readonly ownerKey: string;
  readonly lifecycleStage: LifecycleStage;
  readonly locale: string;
  readonly timeZone: string;
  readonly jobTitle?: string;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly country: string;
  readonly language: Language;
  readonly part: CustomerPart;
}

export interface PlannedParticipant {
  readonly role: 'CC' | 'ATTENDEE';
  readonly name: string;
  readonly address: string;
}

export interface PlannedInteraction {
  readonly externalId: string;
  readonly customerExternalId: string;
  readonly agentKey?: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly subject: string;
  readonly body: string;
  readonly occurredAt: Date;
  readonly durationSeconds?: number;
  readonly participants?: readonly PlannedParticipant[];
}

/** What one arc speaks of, so that its later steps speak of the same. */
export interface Facts {
  readonly machine: string;
  readonly grinder: string;
  readonly beans: string;
  readonly item: string;
  readonly kilos: number;
  readonly units: number;
  /** The numbers given out so far, such as `order` → `MV-260314-0412`. */
  readonly numbers: Readonly<Record<string, string>>;
}

/** An arc that is going on: whose it is, what it speaks of, and what is still to come. */
export interface Thread {
  readonly customerExternalId: string;
  readonly agentKey: string;
  readonly facts: Facts;
  readonly remaining: readonly Step[];
}

/** What an account ordered: an organisation, or a private customer. */
export interface Order {
  /** The organisation's external id, or the private customer's. */
  readonly account: string;
  readonly at: Date;
  readonly isMachine: boolean;
  readonly facts: Facts;
}

export interface Story {
  readonly workspaceName: string;
  readonly agents: readonly PlannedAgent[];
  readonly organizations: readonly PlannedOrganization[];
  readonly customers: readonly PlannedCustomer[];
  /** Oldest first, all of them before the story's `now`. */
  readonly interactions: readonly PlannedInteraction[];
  /** Arcs that `now` cut off. The pulse goes on with them. */
  readonly openThreads: readonly Thread[];
  readonly orders: readonly Order[];
}
