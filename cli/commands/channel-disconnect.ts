import { readChannelWords } from '#cli/access/channel-call.ts';
import type { Command } from '#cli/command.ts';

/** Takes a shop's account away; what was said stays. */
export const channelDisconnect: Command = {
  usage: 'channel disconnect --tenant SLUG --channel NAME [--json] [--api-key KEY|@FILE|-] [--url URL]',
  summary: 'disconnect an account: credentials are forgotten, conversations kept',
  async run(args) {
    const words = readChannelWords(args);
    await words.call('', { method: 'DELETE' });
    const { tenant, channel } = words;
    console.log(
      words.json ? JSON.stringify({ tenant, channel, status: 'off' }) : `${channel} of ${tenant} is disconnected`,
    );
    return 0;
  },
};
