import { z } from 'zod';
import { defineEvent } from '../../kernel/event.ts';

const nothing = z.object({});

const customerEvent = (name: string) =>
  defineEvent({ name, subjectType: 'Customer', permission: 'customers:read', payload: nothing });

/** A customer came into the record. */
export const customerCreated = customerEvent('customer.created');
/** Some of a customer's fields changed: `changedFields`. */
export const customerUpdated = customerEvent('customer.updated');
/** A customer was put away: out of lists and searches, its history kept. */
export const customerArchived = customerEvent('customer.archived');
/** An archived customer came back. */
export const customerRestored = customerEvent('customer.restored');

const organizationEvent = (name: string) =>
  defineEvent({
    name,
    subjectType: 'Organization',
    permission: 'organizations:read',
    payload: nothing,
  });

/** An organisation came into the record. */
export const organizationCreated = organizationEvent('organization.created');
/** Some of an organisation's fields changed: `changedFields`. */
export const organizationUpdated = organizationEvent('organization.updated');
/** An organisation was put away: out of lists and searches, its history kept. */
export const organizationArchived = organizationEvent('organization.archived');
/** An archived organisation came back. */
export const organizationRestored = organizationEvent('organization.restored');
