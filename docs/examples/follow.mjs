// Follows the interactions of a workspace. Prints each event once, in order, whatever happens to the
// connection, the token or the server. Plain JavaScript: Node 22 or newer, nothing to install.
//
//   node follow.mjs http://localhost:4000 you@example.com 'your password' [how many events]
//
// The protocol is explained in docs/protocol.md.

const [url, email, password, most = 'Infinity'] = process.argv.slice(2);

const SILENCE_MS = 30_000; // Two missed heartbeats.
const PAUSE_FIRST_MS = 500;
const PAUSE_MOST_MS = 15_000;
const GOOD_MS = 15_000; // A connection that held for so long makes the next pause short again.
const REMEMBERED = 1_000;

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { ... on Session { token expiresAt } ... on Problem { message } }
}`;
const PAGE = `{
  feedHead
  interactions(first: 5) { nodes { id channel subject customer { name } } }
}`;
const FEED = `subscription ($after: Cursor!) {
  interactionFeed(after: $after) {
    __typename
    ... on FeedPosition { cursor previousCursor }
    ... on FeedEvent {
      kind name subjectId
      subject { ... on Interaction { id channel subject customer { name } } }
    }
    ... on FeedHeartbeat { reconnectAfterMs }
    ... on FeedGap { reason resumeFrom snapshotRequired }
  }
}`;

const say = (text) => console.error(`${new Date().toISOString()} ${text}`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// --- The token: kept until it is about to expire, or was refused.

let session = null;

async function token() {
  if (session && Date.parse(session.expiresAt) - Date.now() > 60_000) return session.token;
  const { signIn } = await ask(SIGN_IN, { input: { email, password } }, null);
  if (!signIn.token) {
    say(signIn.message);
    process.exit(1);
  }
  session = signIn;
  return session.token;
}

async function ask(query, variables, bearer) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  if (response.status === 401) session = null;
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

// --- What is shown, and up to where. A real client keeps both in the same place, in one transaction.

const shown = new Map();
const applied = new Set(); // The cursors of the last events, to know a repeat by.
let position = null; // Everything up to here was applied.
let count = 0;

/** Loads afresh. `feedHead` is read before anything else, so it is not later than what the page shows. */
async function load() {
  const { feedHead, interactions } = await ask(PAGE, {}, await token());
  shown.clear();
  for (const interaction of interactions.nodes) shown.set(interaction.id, interaction);
  position = feedHead;
  say(`Loaded ${shown.size} interactions; following from there.`);
}

/** Applies an event. Twice would be harmless: it carries the object, not a difference. */
function apply(event) {
  if (event.kind === 'LEAVE') shown.delete(event.subjectId);
  else if (event.subject) shown.set(event.subjectId, event.subject);
  count += 1;
  console.log(JSON.stringify({ name: event.name, subject: event.subject?.subject ?? null }));
}

/** Takes an event or a heartbeat. False: something is missing before it. */
function take(item) {
  const isEvent = item.__typename === 'FeedEvent';
  const isRepeat = isEvent && applied.has(item.cursor);
  if (item.previousCursor !== position) return isRepeat || (!isEvent && item.cursor === position);
  if (isEvent && !isRepeat) apply(item);
  if (isEvent) remember(item.cursor);
  position = item.cursor; // After the item was applied, never before.
  return true;
}

function remember(cursor) {
  applied.add(cursor);
  if (applied.size > REMEMBERED) applied.delete(applied.values().next().value);
}

// --- One stream, from the position to its end. Answers how it ended.

function stream(bearer) {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    const countBefore = count;
    let silence;
    const end = (how) => {
      clearTimeout(silence);
      socket.onmessage = null;
      socket.close();
      resolve({ ...how, hasApplied: count > countBefore });
    };
    const hear = () => {
      clearTimeout(silence);
      silence = setTimeout(() => end({ lost: 'nothing was heard' }), SILENCE_MS);
    };
    const send = (message) => socket.send(JSON.stringify(message));
    const fail = (errors) =>
      end(
        errors.some(({ extensions }) => extensions?.code === 'INVALID_CURSOR')
          ? { gap: 'CURSOR_REFUSED' }
          : { lost: errors[0].message },
      );

    hear();
    socket.onopen = () =>
      send({ type: 'connection_init', payload: { authorization: `Bearer ${bearer}` } });
    socket.onclose = ({ code }) => {
      if (code === 4403) session = null; // Expired or ended: the next token is a new one.
      end({ lost: `the connection was closed with ${code}` });
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'ping') send({ type: 'pong' });
      else if (message.type === 'connection_ack')
        send({
          type: 'subscribe',
          id: 'feed',
          payload: { query: FEED, variables: { after: position } },
        });
      else if (message.type === 'error') fail(message.payload);
      else if (message.type === 'complete') end({ lost: 'the stream has ended' });
      else if (message.type === 'next') {
        hear();
        const item = message.payload.data?.interactionFeed;
        // Errors beside an item are of fields that one may not see; without an item the stream is over.
        if (!item) fail(message.payload.errors);
        else if (item.__typename === 'FeedGap')
          end(item.snapshotRequired ? { gap: item.reason } : { lost: item.reason });
        else if (!take(item)) end({ isBroken: true });
        else if (count >= most) end({ isDone: true });
        else if (item.reconnectAfterMs != null) end({ sentAwayMs: item.reconnectAfterMs });
      }
    };
  });
}

// --- Coming back, for as long as it is wanted.

let failures = 0;
let isMending = false; // The chain broke; it is being read again from the position.

while (count < most) {
  const startedAt = Date.now();
  let how;
  try {
    if (position === null) await load();
    how = await stream(await token());
  } catch (error) {
    how = { lost: error.message };
  }
  if (how.isDone) break;
  if (how.hasApplied) isMending = false;

  if (how.isBroken && !isMending) {
    isMending = true;
  } else if (how.gap || how.isBroken) {
    say(`A gap: ${how.gap ?? 'the chain is broken'}. Loading afresh.`);
    isMending = false;
    position = null;
  } else {
    if (Date.now() - startedAt > GOOD_MS) failures = 0;
    const mostMs = Math.min(PAUSE_FIRST_MS * 2 ** failures++, PAUSE_MOST_MS);
    const ms = how.sentAwayMs ?? Math.random() * mostMs;
    say(`${how.lost ?? 'The server stops'}. Coming back in ${Math.round(ms)} ms.`);
    await pause(ms);
  }
}
