import { parseArgs } from 'node:util';
import { startFakeGraph } from './graph.ts';

/*
 * The fake Graph API as its own process: `node tests/fakes/graph/graph-main.ts --port 8082 --account '{"kind":"whatsapp",
 * "id":"1","token":"…","appId":"2","appSecret":"…"}'`. Prints one line when it listens; what it finds wrong goes to
 * standard error; ends on SIGTERM or SIGINT.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, account: { type: 'string', multiple: true, default: [] } },
});
const fake = await startFakeGraph({ port: Number(values.port) });
for (const account of values.account) fake.addAccount(JSON.parse(account) as Parameters<typeof fake.addAccount>[0]);
process.stdout.write(`fake graph on ${fake.url}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    for (const problem of fake.problems) process.stderr.write(`${problem}\n`);
    void fake.close().then(() => process.exit(0));
  });
}
