import { parseArgs } from 'node:util';
import { startFakeTwilio } from './twilio.ts';

/*
 * The fake Twilio as its own process: `node tests/fakes/twilio/twilio-main.ts --port 8083 --account '{"sid":"AC…",
 * "token":"…","numbers":["+15551234567"]}'`. Prints one line when it listens; what it finds wrong goes to standard error.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, account: { type: 'string', multiple: true, default: [] } },
});
const fake = await startFakeTwilio({ port: Number(values.port) });
for (const account of values.account) fake.addAccount(JSON.parse(account) as Parameters<typeof fake.addAccount>[0]);
process.stdout.write(`fake twilio on ${fake.url}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    for (const problem of fake.problems) process.stderr.write(`${problem}\n`);
    void fake.close().then(() => process.exit(0));
  });
}
