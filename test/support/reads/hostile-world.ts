import type { Prisma } from '../../../server/src/platform/database.ts';
import type { Dice } from '../dice.ts';
import type { TestServer } from '../server.ts';
import type { People } from './hostile-people.ts';
import { hostileText, hostileTexts, words } from './hostile-text.ts';

const CHANNELS = ['EMAIL', 'CALL', 'CHAT', 'SMS', 'MEETING', 'WEB', 'SOCIAL', 'NOTE'] as const;
const DIRECTIONS = ['INBOUND', 'OUTBOUND', 'INTERNAL'] as const;
const STAGES = ['SUBSCRIBER', 'LEAD', 'PROSPECT', 'CUSTOMER', 'CHAMPION', 'CHURNED'] as const;
const PARTS = ['FROM', 'TO', 'CC', 'BCC', 'ATTENDEE'] as const;
const ROLES = ['ADMIN', 'MANAGER', 'AGENT', 'VIEWER'] as const;
/** Few, so that many rows are equal in what they are ordered by; and the ends of what can be told. */
const INSTANTS = [
  '0001-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  '2024-02-29T12:00:00.001Z',
  '2026-03-29T01:30:00.000Z',
  '2026-03-29T01:30:00.000Z',
  '2026-10-25T00:30:00.500Z',
  '9999-12-31T23:59:59.999Z',
].map((text) => new Date(text));

const LONG_BODY = 100_000;

/** How much there is of each kind. */
export interface WorldSize {
  readonly organizations: number;
  readonly customers: number;
  readonly interactions: number;
}

/** Fills a workspace with what records may be at worst: hostile text, nulls, ties, the ends of time. */
export async function fillWithHostility(
  { services: { database } }: TestServer,
  workspaceId: string,
  people: Pick<People, 'userIds' | 'ownerIds' | 'teamIds'>,
  size: WorldSize,
  dice: Dice,
): Promise<void> {
  const maybe = <T>(make: () => T): T | null => (dice.chance(0.35) ? null : make());
  const instant = () => dice.pick(INSTANTS);
  const name = () => hostileText(dice).trim() || dice.pick(words);
  const tags = () => dice.some([...hostileTexts, ...words.slice(0, 4)], 4);
  const archivedAt = () => (dice.chance(0.15) ? instant() : null);
  // Unique in the workspace, so hostile only in its beginning.
  const externalId = (n: number) => maybe(() => `${hostileText(dice, 20)}#${n}`);

  const organizations: Prisma.OrganizationCreateManyInput[] = [];
  for (let n = 0; n < size.organizations; n++) {
    organizations.push({
      id: dice.uuid(),
      workspaceId,
      name: name(),
      domain: maybe(() => hostileText(dice, 60)),
      industry: maybe(() => hostileText(dice, 60)),
      size: maybe(() => dice.pick([0, 1, 5, 5, 2 ** 31 - 1])),
      country: maybe(() => dice.pick(['NL', 'TR', 'ZA'])),
      parentId: n > 0 && dice.chance(0.5) ? organizations[dice.below(n)]!.id! : null,
      tags: tags(),
      externalId: externalId(n),
      createdAt: instant(),
      updatedAt: instant(),
      archivedAt: archivedAt(),
    });
  }
  const organizationId = () => maybe(() => dice.pick(organizations).id!);
  const customers: Prisma.CustomerCreateManyInput[] = Array.from(
    { length: size.customers },
    (_, n) => ({
      id: dice.uuid(),
      workspaceId,
      name: name(),
      givenName: maybe(() => dice.pick(words)),
      familyName: maybe(() => hostileText(dice, 40)),
      email: maybe(() => `c${n}.${dice.pick(['o’neil', 'İ', 'a+b', '"q"'])}@kargo.example`),
      otherEmails: dice.some([`x${n}@kargo.example`, `Y${n}@Kargo.example`], 2),
      phone: maybe(() => `+31${dice.pick(['201234567', '6', '9'.repeat(12)])}`),
      otherPhones: dice.some(['+905321112233', '+4917612345678', ''], 3),
      lifecycleStage: dice.pick(STAGES),
      ownerId: maybe(() => dice.pick(dice.chance(0.6) ? people.ownerIds : people.userIds)),
      teamId: maybe(() => dice.pick(people.teamIds)),
      organizationId: organizationId(),
      jobTitle: maybe(() => hostileText(dice)),
      timeZone: maybe(() => dice.pick(['Europe/Istanbul', 'America/New_York', '"'])),
      locale: maybe(() => dice.pick(['tr-TR', 'nl-NL', ''])),
      tags: tags(),
      externalId: externalId(n),
      lastInteractionAt: maybe(instant),
      version: dice.pick([1, 2, 2 ** 31 - 1]),
      createdAt: instant(),
      updatedAt: instant(),
      archivedAt: archivedAt(),
    }),
  );
  // A third of them has no interaction at all, and the first has many.
  const customerId = () =>
    (dice.chance(0.3) ? customers[0] : customers[dice.below(Math.ceil(size.customers * 0.66))])!
      .id!;
  const interactions: Prisma.InteractionCreateManyInput[] = Array.from(
    { length: size.interactions },
    (_, n) => ({
      id: dice.uuid(),
      workspaceId,
      customerId: customerId(),
      organizationId: organizationId(),
      agentId: maybe(() => dice.pick(people.userIds)),
      channel: dice.pick(CHANNELS),
      direction: dice.pick(DIRECTIONS),
      subject: maybe(() => hostileText(dice)),
      body: n === 0 ? '"\\\n'.repeat(LONG_BODY / 3) : maybe(() => hostileText(dice, 2000)),
      occurredAt: instant(),
      durationSeconds: maybe(() => dice.pick([0, 1, 60, 60, 2_678_400])),
      source: dice.pick(['api', 'demo', '']),
      externalId: externalId(n),
      createdAt: instant(),
      updatedAt: instant(),
    }),
  );
  const participants: Prisma.InteractionParticipantCreateManyInput[] = interactions.flatMap(
    ({ id }) =>
      Array.from({ length: dice.pick([0, 0, 1, 2, 12]) }, (_, position) => ({
        workspaceId,
        interactionId: id!,
        position,
        role: dice.pick(PARTS),
        name: maybe(() => hostileText(dice)),
        address: maybe(() => hostileText(dice)),
      })),
  );
  const invitations: Prisma.InvitationCreateManyInput[] = Array.from({ length: 12 }, (_, n) => {
    const end = dice.pick([{}, {}, { acceptedAt: instant() }, { revokedAt: instant() }]);
    return {
      id: dice.uuid(),
      workspaceId,
      email: `${n}.${dice.uuid()}@guests.example`,
      role: dice.pick(ROLES),
      teamId: maybe(() => dice.pick(people.teamIds)),
      secretHash: Buffer.from(dice.uuid()),
      invitedById: maybe(() => dice.pick(people.userIds)),
      createdAt: instant(),
      expiresAt: instant(),
      ...end,
    };
  });

  await database.organization.createMany({ data: organizations });
  await database.customer.createMany({ data: customers });
  await database.interaction.createMany({ data: interactions });
  // Not as they were given: the order comes from the position.
  await database.interactionParticipant.createMany({ data: participants.toReversed() });
  await database.invitation.createMany({ data: invitations });
}
