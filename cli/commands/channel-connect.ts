import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { connectedView } from '#api/routes/channels/schema.ts';
import { readCredentialPairs } from '#cli/access/channel-call.ts';
import { staffKey } from '#cli/access/staff-key.ts';
import { callApi } from '#cli/api-client.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';
import { secretReader } from '#cli/input/secret-value.ts';
import type { ReadSecret } from '#cli/input/secret-value.ts';
import { withRunningApi } from '#cli/running-api.ts';

/** Connects a shop's account at a provider, so that its customers reach the agent there. */
export const channelConnect: Command = {
  usage:
    'channel connect --tenant SLUG [--channel telegram|whatsapp|messenger|instagram|twilio] --bot-token TOKEN|@FILE|- [--secret-token TOKEN|@FILE|-] [--credential NAME=VALUE|@FILE|-] [--json] [--api-key KEY|@FILE|-] [--url URL]',
  summary: 'connect a shop’s bot or account; secrets may come from @FILE or, with -, from standard input',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        tenant: { type: 'string' },
        channel: { type: 'string', default: 'telegram' },
        'bot-token': { type: 'string' },
        'secret-token': { type: 'string' },
        credential: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        'api-key': { type: 'string' },
        url: { type: 'string' },
      },
    });
    const { tenant, channel, json } = values;
    if (tenant === undefined) throw new UsageError('--tenant is missing: the slug of the shop');
    const read = secretReader();
    const credentials = await readCredentials(channel, values, read);
    const answer = await withRunningApi({ url: values.url, quiet: json }, async (url) =>
      callApi(url, `/v1/channels?tenant=${encodeURIComponent(tenant)}`, {
        method: 'POST',
        body: { channel, credentials },
        apiKey: await staffKey(values['api-key'], read),
      }),
    );
    console.log(json ? JSON.stringify(answer) : connectedWords(tenant, connectedView.parse(answer)));
    const isOurs = !values.credential.some((pair) => pair.startsWith('verify_token='));
    if (!json && isOurs && credentials['verify_token'] !== undefined) {
      console.log(`verify    ${credentials['verify_token']} (enter it beside the address in the app's dashboard)`);
    }
    return 0;
  },
};

interface Typed {
  readonly 'bot-token'?: string | undefined;
  readonly 'secret-token'?: string | undefined;
  readonly credential: readonly string[];
}

/** Secrets in the order bot token, secret token, other credentials: so are lines of standard input given out. */
async function readCredentials(channel: string, typed: Typed, read: ReadSecret): Promise<Record<string, string>> {
  const credentials: Record<string, string> = {};
  if (typed['bot-token'] !== undefined) credentials['bot_token'] = await read('--bot-token', typed['bot-token']);
  if (typed['secret-token'] !== undefined) {
    credentials['secret_token'] = await read('--secret-token', typed['secret-token']);
  }
  Object.assign(credentials, await readCredentialPairs(typed.credential, read));
  if (channel === 'telegram') {
    if (credentials['bot_token'] === undefined) throw new UsageError('--bot-token is missing: @BotFather gives it');
    // Only Telegram and we need to know it, so nobody has to think one up.
    credentials['secret_token'] ??= randomBytes(32).toString('base64url');
  } else if (['whatsapp', 'messenger', 'instagram'].includes(channel)) {
    // Given to Meta with the address and repeated by it in the handshake.
    credentials['verify_token'] ??= randomBytes(24).toString('base64url');
  }
  return credentials;
}

/** What has happened, and what is left to do. */
export function connectedWords(tenant: string, view: ReturnType<typeof connectedView.parse>): string {
  const lines = [`${view.channel} is connected to ${tenant} (${view.id}, ${view.status})`];
  if (view.webhook_url !== null) {
    lines.push(`webhook   ${view.webhook_url}`);
    lines.push(
      view.webhook_registered
        ? 'provider  knows the address; write to the bot'
        : `provider  was not told the address: it must be https and reachable. Set PUBLIC_URL, restart, then: npm run cli -- webhook register --tenant ${tenant} --channel ${view.channel}`,
    );
  }
  return lines.join('\n');
}
