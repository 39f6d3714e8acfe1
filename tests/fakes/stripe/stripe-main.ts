import { parseArgs } from 'node:util';
import { startFakeStripe } from './stripe-server.ts';

/*
 * The fake Stripe as its own process:
 *   node tests/fakes/stripe/stripe-main.ts [--port 8083] [--secret-key sk_…] [--webhook-url URL] [--webhook-secret whsec_…]
 * Prints one line of JSON, {"url": …}, once it listens; `POST` to a page's address pays it. Ends on SIGTERM or SIGINT.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'secret-key': { type: 'string' },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string' },
  },
});
const { 'secret-key': secretKey, 'webhook-url': webhookUrl, 'webhook-secret': webhookSecret } = values;
const fake = await startFakeStripe({
  port: Number(values.port),
  ...(secretKey !== undefined && { secretKey }),
  ...(webhookUrl !== undefined && { webhookUrl }),
  ...(webhookSecret !== undefined && { webhookSecret }),
});
process.stdout.write(`${JSON.stringify({ url: fake.url })}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void fake.close().then(() => process.exit(0)));
}
