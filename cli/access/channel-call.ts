import { parseArgs } from 'node:util';
import { staffKey } from '#cli/access/staff-key.ts';
import { callApi } from '#cli/api-client.ts';
import type { ApiCall } from '#cli/api-client.ts';
import { UsageError } from '#cli/command.ts';
import { secretReader } from '#cli/input/secret-value.ts';
import type { ReadSecret } from '#cli/input/secret-value.ts';
import { withRunningApi } from '#cli/running-api.ts';

/** What commands about one connected channel share. */
export interface ChannelWords {
  readonly tenant: string;
  readonly channel: string;
  readonly json: boolean;
  readonly credential: readonly string[];
  readonly read: ReadSecret;
  /** Calls the API about this channel; `path` stands behind `/v1/channels/<channel>`. */
  call(path: string, call: Omit<ApiCall, 'apiKey'>): Promise<unknown>;
}

/** @throws UsageError when shop or channel is missing */
export function readChannelWords(args: readonly string[]): ChannelWords {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tenant: { type: 'string' },
      channel: { type: 'string' },
      credential: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      'api-key': { type: 'string' },
      url: { type: 'string' },
    },
  });
  const { tenant, channel, json, credential } = values;
  if (tenant === undefined) throw new UsageError('--tenant is missing: the slug of the shop');
  if (channel === undefined)
    throw new UsageError('--channel is missing: telegram, whatsapp, messenger, instagram or twilio');
  const read = secretReader();
  return {
    tenant,
    channel,
    json,
    credential,
    read,
    call: async (path, call) =>
      withRunningApi({ url: values.url, quiet: json }, async (url) =>
        callApi(url, `/v1/channels/${encodeURIComponent(channel)}${path}?tenant=${encodeURIComponent(tenant)}`, {
          ...call,
          apiKey: await staffKey(values['api-key'], read),
        }),
      ),
  };
}

/** Reads `NAME=VALUE`, `NAME=@FILE` and `NAME=-`. @throws UsageError */
export async function readCredentialPairs(pairs: readonly string[], read: ReadSecret): Promise<Record<string, string>> {
  const credentials: Record<string, string> = {};
  for (const pair of pairs) {
    const [, name, value] = /^([a-z_]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--credential: "${pair.slice(0, 20)}" is not NAME=VALUE, as in app_secret=@secret.txt`);
    }
    credentials[name] = await read(`--credential ${name}`, value);
  }
  return credentials;
}
