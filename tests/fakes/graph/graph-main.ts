import { parseArgs } from 'node:util';
import { serveControl } from '#tests/fakes/own-process/serve-control.ts';
import { startFakeGraph } from './graph.ts';

/*
 * The fake Graph API as its own process: `node tests/fakes/graph/graph-main.ts [--port 8082] [--account
 * '{"kind":"whatsapp","id":"1","token":"…","appId":"2","appSecret":"…"}']`.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, account: { type: 'string', multiple: true, default: [] } },
});
const fake = await startFakeGraph({ port: Number(values.port) });
for (const account of values.account) fake.addAccount(JSON.parse(account) as Parameters<typeof fake.addAccount>[0]);
await serveControl(fake.url, fake);
