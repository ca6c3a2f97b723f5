import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { readEvents } from './read-events.ts';
import { type Caller, createOrganization } from './workload.ts';

const LIMIT_MS = 10_000;

/**
 * Waits until whatever was acknowledged before this call is in the log: writes an organisation, and
 * looks for it.
 */
export async function settleLog(caller: Caller, after: string): Promise<void> {
  const mark = await createOrganization(caller, { name: 'The last of them' });
  const filter = { organizationIds: [mark] };
  const look = async () => {
    const events = await readEvents({ ...caller, after, filter });
    return events.length > 0 || undefined;
  };
  if (!(await waitUntil(look, LIMIT_MS))) throw new Error('What was written is not in the log');
}
