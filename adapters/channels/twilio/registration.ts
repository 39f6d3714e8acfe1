import type { AccountReport, ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import { asText } from '#adapters/channels/http/loose.ts';
import type { TwilioApi } from './api.ts';
import { entrancesOf } from './entrances.ts';

/** Twilio gives a message up after one 5xx unless it is told to try again; what stands behind # is not signed. */
const RETRIES = '#rc=2&rp=ct,rt,5xx';

/** Points everything that messages come in by at `url`: number, WhatsApp sender, messaging service. */
export async function registerTwilio(api: TwilioApi, credentials: ChannelCredentials, url: string): Promise<void> {
  const missing: string[] = [];
  for (const { name, find } of entrancesOf(api, credentials)) {
    const entrance = await find();
    if (entrance === undefined) missing.push(name);
    else await entrance.point(`${url}${RETRIES}`);
  }
  if (missing.length === 0) return;
  throw new ChannelRefused(
    `Twilio: the account has no ${missing.join(', no ')} of its own (a sandbox is not); enter ${url}${RETRIES} in the console`,
    'invalid',
  );
}

export async function unregisterTwilio(api: TwilioApi, credentials: ChannelCredentials): Promise<void> {
  for (const { find } of entrancesOf(api, credentials)) await (await find())?.point('');
}

/** Asks Twilio about the account, and whether everything that messages come in by delivers to us. */
export async function examineTwilio(
  api: TwilioApi,
  credentials: ChannelCredentials,
  url: string,
): Promise<AccountReport> {
  const balance = await api.call(credentials, { method: 'GET', path: 'Balance.json' });
  const problems: string[] = [];
  const webhooks: AccountReport['webhook'][] = [];
  let account: string | undefined;
  for (const { name, find } of entrancesOf(api, credentials)) {
    const entrance = await find();
    if (entrance === undefined) {
      problems.push(`the account has no ${name} of its own: whether it delivers to us can not be asked`);
      continue;
    }
    account ??= entrance.title;
    webhooks.push(webhookOf(entrance.address, url));
    if (entrance.problem !== undefined) problems.push(`${name}: ${entrance.problem}`);
    if (entrance.address !== undefined && !entrance.address.includes('rp=')) {
      problems.push(
        `${name}: the address says nothing of trying again: enter it with ${RETRIES}, else a message is lost when we are down`,
      );
    }
  }
  return {
    account: account ?? asText(balance['account_sid'], 64) ?? 'Twilio',
    webhook: (['none', 'other', 'ours'] as const).find((one) => webhooks.includes(one)) ?? null,
    tokenExpiresAt: null,
    problems,
  };
}

function webhookOf(address: string | undefined, url: string): AccountReport['webhook'] {
  if (address === undefined) return 'none';
  return address.split('#')[0] === url ? 'ours' : 'other';
}
