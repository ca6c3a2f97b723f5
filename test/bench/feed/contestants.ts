import type { BareCalls } from './bare-server.ts';
import type { Contestant } from './contestant.ts';
import { closeRoom, openRoom, sendBurst } from './contestant.ts';
import { documents } from './operation.ts';
import { type Child, openChild } from '../open-child.ts';
import type { RapportCalls } from './rapport-server.ts';
import type { RecipeCalls } from './recipe-server.ts';
import type { Stage } from './stage.ts';
import type { WriterCalls } from './writer.ts';

const WARM_UP = { subscribers: 20, shapes: 1, events: 20 };

export interface Contestants {
  readonly bare: Contestant;
  readonly frames: Contestant;
  readonly recipe: Contestant;
  readonly rapport: Contestant;
  /** Rapport as one node, which writes its events itself. */
  readonly oneNode: Contestant;
  stop(): Promise<void>;
}

/** Starts all servers, warm; the bare ones send what Rapport was seen to send. */
export async function openContestants(stage: Stage): Promise<Contestants> {
  const rapportServer = await openChild<RapportCalls>(
    new URL('rapport-server.ts', import.meta.url),
  );
  const writer = await openChild<WriterCalls>(new URL('writer.ts', import.meta.url));
  const recipeServer = await openChild<RecipeCalls>(new URL('recipe-server.ts', import.meta.url));
  const bareServer = await openChild<BareCalls>(new URL('bare-server.ts', import.meta.url));
  await writer.call('start', stage);

  const rapport: Contestant = {
    name: 'rapport',
    server: rapportServer,
    emitter: writer,
    isNumbered: true,
    audience: {
      url: await rapportServer.call('start', stage),
      query: documents.rapport,
      tokens: stage.tokens,
      isChained: true,
    },
    subscribed: null,
  };
  const recipe: Contestant = {
    name: 'recipe',
    server: recipeServer,
    emitter: recipeServer,
    isNumbered: true,
    audience: {
      url: await recipeServer.call('start', stage),
      query: documents.recipe,
      tokens: null,
      isChained: false,
    },
    subscribed: () => recipeServer.call('subscribed'),
  };
  const oneNode = { ...rapport, emitter: rapportServer };
  const text = await warmUp(rapport);
  await warmUp(oneNode);
  await warmUp(recipe);
  const bare = bareContestant(bareServer, await bareServer.call('url'), text, false);
  const frames = bareContestant(bareServer, await bareServer.call('url'), text, true);
  await warmUp(bare);
  await warmUp(frames);
  return {
    bare,
    frames,
    recipe,
    rapport,
    oneNode,
    async stop() {
      const children = [rapportServer, writer, recipeServer, bareServer];
      await Promise.all(children.map((child) => child.stop()));
    },
  };
}

function bareContestant(
  server: Child<BareCalls>,
  url: string,
  text: string,
  asFrame: boolean,
): Contestant {
  return {
    name: asFrame ? 'frames' : 'bare',
    server,
    emitter: server,
    isNumbered: false,
    audience: { url, query: null, tokens: null, isChained: false },
    subscribed: () => server.call('subscribed'),
    prepare: () => server.call('prepare', { text, asFrame }),
  };
}

/** Answers a message as the clients got it. */
async function warmUp(contestant: Contestant): Promise<string> {
  await contestant.prepare?.();
  const room = await openRoom(contestant, WARM_UP);
  for (let event = 0; event < WARM_UP.events; event++) await sendBurst(room, 1);
  const { sample } = await room.clients.call('tally');
  await closeRoom(room);
  return sample;
}
