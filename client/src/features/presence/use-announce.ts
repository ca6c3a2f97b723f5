import { useCallback, useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { graphql, type VariablesOf } from '../../graph/graphql.ts';
import { randomKey } from '../../lib/random-key.ts';

const announcePresence = graphql(`
  mutation AnnouncePresence($input: AnnouncePresenceInput!) {
    announcePresence(input: $input) {
      __typename
    }
  }
`);

type Activity = VariablesOf<typeof announcePresence>['input']['activity'];

const EVERY_MS = 5_000;
/** How long one counts as writing after the last letter. */
const WRITING_MS = 10_000;
/** How long without any input before one counts as idle. */
const IDLE_MS = 120_000;
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'scroll'] as const;

/** One window, for as long as it is open. */
const clientId = randomKey();

/**
 * Says every 5 s, and at once when it changes, that this window is at a customer and what is done
 * there; and that it leaves. Answers what to call with each change of what is being written, and with
 * false when no more is.
 */
export function useAnnounce(customerId: string): (isWriting: boolean) => void {
  const client = useClient();
  const wroteAt = useRef(-Infinity);
  const look = useRef(() => {});

  useEffect(() => {
    let inputAt = Date.now();
    let said: Activity | null = null;
    const say = (activity: Activity, isLast = false) => {
      said = activity;
      const input = { customerId, activity, clientId };
      const context = isLast ? { fetchOptions: { keepalive: true } } : {};
      void client.mutation(announcePresence, { input }, context).toPromise();
    };
    const present = (): Activity => {
      const now = Date.now();
      if (document.visibilityState === 'hidden' || now - inputAt > IDLE_MS) return 'IDLE';
      return now - wroteAt.current < WRITING_MS ? 'WRITING' : 'VIEWING';
    };
    const sayIfChanged = () => {
      if (present() !== said) say(present());
    };
    const noteInput = () => {
      inputAt = Date.now();
      sayIfChanged();
    };
    const leave = () => say('GONE', true);

    look.current = sayIfChanged;
    say(present());
    const timer = setInterval(() => say(present()), EVERY_MS);
    document.addEventListener('visibilitychange', sayIfChanged);
    for (const name of INPUTS) addEventListener(name, noteInput, { passive: true });
    addEventListener('pagehide', leave);
    addEventListener('pageshow', sayIfChanged);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', sayIfChanged);
      for (const name of INPUTS) removeEventListener(name, noteInput);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', sayIfChanged);
      leave();
    };
  }, [client, customerId]);

  return useCallback((isWriting) => {
    wroteAt.current = isWriting ? Date.now() : -Infinity;
    look.current();
  }, []);
}
