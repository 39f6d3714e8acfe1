import { reportView } from '#api/routes/channels/schema.ts';
import { readChannelWords } from '#cli/access/channel-call.ts';
import type { Command } from '#cli/command.ts';
import { printable } from '#cli/output/printable.ts';

/** Asks the provider whether a connected account works. */
export const channelTest: Command = {
  usage: 'channel test --tenant SLUG --channel NAME [--json] [--api-key KEY|@FILE|-] [--url URL]',
  summary: 'ask the provider about a connected account: credentials, token, webhook',
  async run(args) {
    const words = readChannelWords(args);
    const report = reportView.parse(await words.call('/test', { method: 'POST' }));
    if (words.json) {
      console.log(JSON.stringify(report));
      return report.ok ? 0 : 1;
    }
    const webhook = report.webhook ?? 'not told';
    console.log(`${report.channel} of ${words.tenant}: ${printable(report.account ?? '')}, webhook ${webhook}`);
    if (report.token_expires_at !== null) console.log(`the token ends at ${report.token_expires_at}`);
    for (const problem of report.problems) console.log(`problem: ${printable(problem)}`);
    if (report.webhook === 'other' || report.webhook === 'none') {
      console.log(`next: npm run cli -- webhook register --tenant ${words.tenant} --channel ${words.channel}`);
    }
    return report.ok ? 0 : 1;
  },
};
