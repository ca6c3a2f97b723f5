import { CLIENT_DIR, ensureClientBuilt } from './client-build.ts';
import type { Tools } from './main.ts';

export async function build({ shutdown, say }: Tools): Promise<void> {
  await ensureClientBuilt(shutdown.signal, say);
  say(`The client is built in ${CLIENT_DIR}`);
}
