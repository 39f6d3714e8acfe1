import { createChannelRegistry } from '#adapters/channels/registry.ts';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { listTenants } from '#adapters/db/read/tenants.ts';
import type { Config } from '#config/env.ts';
import type { AccountReport, ChannelModule } from '#domain/channel-port.ts';
import type { Access } from '#cli/access/access.ts';
import { storedCredentials } from '#cli/access/stored-credentials.ts';
import { fail, ok, reason, warn } from './finding.ts';
import type { Finding } from './finding.ts';

/** Asks each provider about each connected account. Telegram has an examination of its own. */
export async function examineChannels(config: Config, access: Access): Promise<readonly Finding[]> {
  const { databaseUrl, encryptionKeys } = access;
  if (databaseUrl === undefined || encryptionKeys === undefined) return [];
  const keyring = parseKeyring(encryptionKeys);
  const channels = createChannelRegistry(config.channels);
  const db = openDatabase({ url: databaseUrl, applicationName: 'colloquy-doctor', max: 2 });
  const findings: Finding[] = [];
  try {
    for (const { slug } of await listTenants(db)) {
      for (const name of channels.names) {
        const module = channels.find(name);
        if (name === 'telegram' || module?.examine === undefined) continue;
        const credentials = await storedCredentials(db, keyring, slug, name);
        if (credentials === undefined) continue;
        findings.push(await examineOne(module, { slug, credentials, publicUrl: config.http.publicUrl }));
      }
    }
    return findings;
  } catch (error) {
    return [
      fail(
        'channels',
        `the connected accounts can't be read: ${reason(error)}`,
        'settle the database and the keys first',
      ),
    ];
  } finally {
    await db.close();
  }
}

interface Account {
  readonly slug: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly publicUrl: string;
}

async function examineOne(module: ChannelModule, { slug, credentials, publicUrl }: Account): Promise<Finding> {
  const what = `${module.channel} ${slug}`;
  const url = `${publicUrl}/webhooks/${module.channel}/${slug}`;
  try {
    const report = await module.examine?.(credentials, url);
    return report === undefined
      ? ok(what, 'connected')
      : judgeAccount(what, report, { url, channel: module.channel, slug });
  } catch (error) {
    const refused = error instanceof Error && 'reason' in error && error.reason === 'auth';
    return refused
      ? fail(
          what,
          'the provider refuses the credentials',
          `npm run cli -- channel rotate --tenant ${slug} --channel ${module.channel}`,
        )
      : fail(what, reason(error), 'check the network and the provider’s address');
  }
}

/** What a provider's answer means for an account that should deliver to `url`. */
export function judgeAccount(
  what: string,
  report: AccountReport,
  about: { readonly url: string; readonly channel: string; readonly slug: string },
): Finding {
  const register = `npm run cli -- webhook register --tenant ${about.slug} --channel ${about.channel}`;
  if (report.webhook === 'none' || report.webhook === 'other') {
    const detail = report.webhook === 'none' ? 'no webhook is set' : `the webhook is not ${about.url}`;
    if (about.url.startsWith('https://')) return fail(what, detail, register);
    return warn(what, detail, `providers call https only: set PUBLIC_URL to an https address, then ${register}`);
  }
  const [problem] = report.problems;
  if (problem !== undefined)
    return warn(what, problem, `npm run cli -- channel test --tenant ${about.slug} --channel ${about.channel}`);
  const ends = report.tokenExpiresAt === null ? '' : `, its token ends at ${report.tokenExpiresAt}`;
  return ok(what, `${report.account}${report.webhook === 'ours' ? ', webhook set' : ''}${ends}`);
}
