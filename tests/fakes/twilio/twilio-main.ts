import { parseArgs } from 'node:util';
import { serveControl } from '#tests/fakes/own-process/serve-control.ts';
import { startFakeTwilio } from './twilio.ts';

/*
 * The fake Twilio as its own process: `node tests/fakes/twilio/twilio-main.ts [--port 8083] [--account '{"sid":"AC…",
 * "token":"…","numbers":["+15551234567"]}']`.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, account: { type: 'string', multiple: true, default: [] } },
});
const fake = await startFakeTwilio({ port: Number(values.port) });
for (const account of values.account) fake.addAccount(JSON.parse(account) as Parameters<typeof fake.addAccount>[0]);
await serveControl(fake.url, fake);
