import { parseArgs } from 'node:util';
import { createChannelRegistry } from '#adapters/channels/registry.ts';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { loadConfig } from '#config/env.ts';
import { isChannel } from '#domain/channel.ts';
import { findAccess } from '#cli/access/access.ts';
import { storedCredentials } from '#cli/access/stored-credentials.ts';
import { tenantBySlug } from '#cli/access/tenant-by-slug.ts';
import { withDatabase } from '#cli/access/with-database.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';

/** Tells a provider our address again, e.g. after PUBLIC_URL has changed; the credentials are those connected. */
export const webhookRegister: Command = {
  usage: 'webhook register --tenant SLUG [--channel telegram]',
  summary: 'tell the provider of a connected channel where to call us (PUBLIC_URL)',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { tenant: { type: 'string' }, channel: { type: 'string', default: 'telegram' } },
    });
    const { tenant: slug, channel } = values;
    if (slug === undefined) throw new UsageError('--tenant is missing: the slug of the shop');
    const config = loadConfig('cli');
    const { publicUrl } = config.http;
    if (!publicUrl.startsWith('https://')) {
      throw new Error(
        `PUBLIC_URL is ${publicUrl}: providers call https only; set it to an https address that reaches this API`,
      );
    }
    const module = createChannelRegistry(config.channels).find(channel);
    if (module?.register === undefined || !isChannel(channel)) {
      throw new UsageError(`--channel: there is no webhook to register for "${channel}"`);
    }
    const { encryptionKeys } = await findAccess(config);
    if (encryptionKeys === undefined)
      throw new Error('COLLOQUY_ENCRYPTION_KEYS is not set: the credentials can’t be opened');
    const credentials = await withDatabase(async (db) => {
      await tenantBySlug(db, slug);
      return storedCredentials(db, parseKeyring(encryptionKeys), slug, channel);
    });
    if (credentials === undefined)
      throw new Error(`${slug} has no ${channel} connected; \`channel connect\` connects it`);
    const url = `${publicUrl}/webhooks/${channel}/${slug}`;
    await module.register(credentials, url);
    console.log(`${channel} of ${slug} delivers to ${url}`);
    return 0;
  },
};
