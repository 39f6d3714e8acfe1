import { channelView } from '#api/routes/channels/schema.ts';
import { readChannelWords, readCredentialPairs } from '#cli/access/channel-call.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';

/** Replaces some credentials; deliveries signed with the secret before are still taken. */
export const channelRotate: Command = {
  usage:
    'channel rotate --tenant SLUG --channel NAME --credential NAME=VALUE|@FILE|- [--credential …] [--json] [--api-key KEY|@FILE|-] [--url URL]',
  summary: 'replace some credentials of a connected account, the others stay',
  async run(args) {
    const words = readChannelWords(args);
    const credentials = await readCredentialPairs(words.credential, words.read);
    if (Object.keys(credentials).length === 0) throw new UsageError('--credential is missing: what to replace');
    const view = channelView.parse(await words.call('/rotate', { method: 'POST', body: { credentials } }));
    console.log(
      words.json ? JSON.stringify(view) : `${view.channel} of ${words.tenant} has new credentials (${view.status})`,
    );
    return 0;
  },
};
