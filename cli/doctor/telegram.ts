import { readTelegramWebhook } from '#adapters/channels/telegram/read-webhook.ts';
import type { TelegramWebhook } from '#adapters/channels/telegram/read-webhook.ts';
import { fail, ok, reason, warn } from './finding.ts';
import type { Finding } from './finding.ts';

export interface TelegramConnection {
  readonly tenant: string;
  readonly botToken: string;
}

/** How long a failed delivery is news. */
const RECENT_MS = 3_600_000;

/** Asks Telegram about the webhook of one connected bot. */
export async function examineTelegram(
  connection: TelegramConnection,
  options: { readonly apiRoot: string; readonly publicUrl: string },
): Promise<Finding> {
  const what = `telegram ${connection.tenant}`;
  const expected = `${options.publicUrl}/webhooks/telegram/${connection.tenant}`;
  try {
    const webhook = await readTelegramWebhook({ apiRoot: options.apiRoot, limitMs: 8_000 }, connection.botToken);
    return judgeWebhook(what, webhook, { expected, tenant: connection.tenant, now: new Date() });
  } catch (error) {
    const refused = error instanceof Error && 'reason' in error && error.reason === 'auth';
    return refused
      ? fail(
          what,
          'Telegram refuses the bot token',
          `connect the bot again: npm run cli -- channel connect --tenant ${connection.tenant}`,
        )
      : fail(what, reason(error), 'check the network and TELEGRAM_API_ROOT');
  }
}

/** What Telegram's answer means for a bot that should deliver to `expected`. */
export function judgeWebhook(
  what: string,
  webhook: TelegramWebhook,
  context: { readonly expected: string; readonly tenant: string; readonly now: Date },
): Finding {
  const { expected, tenant, now } = context;
  const register = `npm run cli -- webhook register --tenant ${tenant} --channel telegram`;
  if (webhook.url !== expected) {
    const detail = webhook.url === '' ? 'no webhook is set' : `the webhook is ${webhook.url}, not ${expected}`;
    if (expected.startsWith('https://')) return fail(what, detail, register);
    return warn(what, detail, `Telegram calls https only: set PUBLIC_URL to an https address, then ${register}`);
  }
  const { lastError } = webhook;
  if (lastError !== null && now.getTime() - lastError.at.getTime() < RECENT_MS) {
    const detail = `last delivery failed at ${lastError.at.toISOString()}: ${lastError.message}; ${webhook.pendingUpdates} waiting`;
    return fail(what, detail, 'make the address reachable from the internet; Telegram tries again by itself');
  }
  if (webhook.missing.length > 0)
    return fail(what, `Telegram does not deliver ${webhook.missing.join(', ')}`, register);
  return ok(what, `webhook set, ${webhook.pendingUpdates} update(s) waiting`);
}
