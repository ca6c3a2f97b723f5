import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const DEFAULT_API = 'http://localhost:4000';

export default defineConfig(({ command, mode }) => {
  // Whoever builds, a test run too, gets what users get.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  const api = process.env['API_URL'] ?? DEFAULT_API;
  return {
    plugins: [react()],
    build: {
      target: 'es2022',
      sourcemap: mode !== 'production',
      // Inline images would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: {
      // The host stays the browser's own: the API compares it with the page's origin.
      proxy: {
        '/graphql': { target: api, ws: true },
        '/session': { target: api },
        '/exports/': { target: api },
      },
    },
  };
});
