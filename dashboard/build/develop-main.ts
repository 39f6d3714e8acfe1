import { createServer } from 'vite';
import { DASHBOARD, viteOptions } from './vite-options.ts';

// `npm run dev:dashboard`: pages reload as their files change; the API runs beside it (`npm start`).
const [api = 'http://localhost:3000'] = process.argv.slice(2);
const { html: _noNonceHere, ...options } = viteOptions(DASHBOARD);
const server = await createServer({
  ...options,
  logLevel: 'info',
  server: { port: 5173, proxy: { '/v1': { target: api, ws: true }, '/widget': api, '/docs': api } },
});
await server.listen();
server.printUrls();
