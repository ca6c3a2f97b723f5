import { openOwnSocket } from './own-socket.ts';
import { openSocketHub } from './socket-hub.ts';

// One worker for each session of this browser: the tabs name it after theirs, and the browser runs one
// of each name. So there is nothing here that could hand a stream from one session to another.
const hub = openSocketHub({
  url: `${location.origin.replace(/^http/u, 'ws')}/graphql`,
  openSocket: openOwnSocket,
  whenReleased: (lock, callback) => void navigator.locks.request(lock, callback),
});

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port) hub.connect(port);
});
