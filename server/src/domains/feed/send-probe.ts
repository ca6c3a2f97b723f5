import { change, type CommandContext } from '../../live/change.ts';
import { systemViewer } from '../identity/public.ts';
import { probeSent } from './events.ts';

/** A workspace that there is not: a probe is nobody's, so it costs no workspace's feed a look. */
const NOWHERE = '00000000-0000-0000-0000-000000000000';

/**
 * Writes an event that stands for all others on the way through outbox, sequencer, log and tail. It
 * changes nothing and no feed tells of it.
 *
 * @emits probe.sent
 */
export async function sendProbe(
  ctx: Omit<CommandContext, 'viewer' | 'source'>,
  subjectId: string,
): Promise<void> {
  await change(
    { ...ctx, source: 'probe', viewer: systemViewer(NOWHERE) },
    { operation: 'sendProbe', input: {} },
    async (_tx, emit) => {
      emit(probeSent, { subjectId, payload: {} });
      return { id: subjectId };
    },
  );
}
