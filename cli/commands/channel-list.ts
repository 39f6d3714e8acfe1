import { parseArgs } from 'node:util';
import { z } from 'zod';
import { channelView } from '#api/routes/channels/schema.ts';
import { staffKey } from '#cli/access/staff-key.ts';
import { callApi } from '#cli/api-client.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';
import { secretReader } from '#cli/input/secret-value.ts';
import { table } from '#cli/output/table.ts';
import { withRunningApi } from '#cli/running-api.ts';

const answer = z.object({ channels: z.array(channelView) });

/** How a shop's connections fare. */
export const channelList: Command = {
  usage: 'channel list --tenant SLUG [--json] [--api-key KEY|@FILE|-] [--url URL]',
  summary: 'the connected accounts of a shop: last message, last error, end of the token',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        tenant: { type: 'string' },
        json: { type: 'boolean', default: false },
        'api-key': { type: 'string' },
        url: { type: 'string' },
      },
    });
    const { tenant, json } = values;
    if (tenant === undefined) throw new UsageError('--tenant is missing: the slug of the shop');
    const apiKey = await staffKey(values['api-key'], secretReader());
    const path = `/v1/channels?tenant=${encodeURIComponent(tenant)}`;
    const raw = await withRunningApi({ url: values.url, quiet: json }, async (url) => callApi(url, path, { apiKey }));
    const { channels } = answer.parse(raw);
    const rows = channels.map((one) => [
      one.channel,
      one.status,
      one.last_inbound_at ?? 'never',
      one.last_error ?? '-',
      one.token_expires_at ?? '-',
    ]);
    const heading = ['channel', 'status', 'last message', 'last error', 'token ends'];
    console.log(json ? JSON.stringify(channels) : table([heading, ...rows]));
    return 0;
  },
};
