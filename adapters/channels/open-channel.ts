import type { ChannelCredentials } from '#domain/channel-port.ts';
import { NotConfigured } from '#domain/errors.ts';
import type { MediaSource } from '#domain/media/media-source.ts';
import type { ChannelCapabilities, ChannelSender, ChannelTarget } from '#domain/ports.ts';
import type { DeliveryTarget } from '#domain/turn/delivery.ts';
import type { ChannelRegistry } from './registry.ts';

/** One account, ready to be used. */
export interface OpenedChannel {
  readonly sender: ChannelSender;
  readonly target: ChannelTarget;
  readonly media?: MediaSource;
}

/** The sending side of every channel, as the activities use it. */
export interface ChannelOpener {
  /** @throws NotConfigured when this build has no such channel */
  capabilities(channel: string, recipient?: string): ChannelCapabilities;
  /**
   * Opens the sealed credentials of one delivery; they live as long as the answer does.
   * @throws NotConfigured when this build has no such channel or the account has no credentials
   */
  open(delivery: DeliveryTarget): OpenedChannel;
}

/**
 * `unseal` decrypts what `POST /v1/channels` sealed for this account; `publicUrl` is where providers reach us, for those
 * that are told in each send.
 */
export function createChannelOpener(
  registry: ChannelRegistry,
  unseal: (sealed: Uint8Array, delivery: DeliveryTarget) => ChannelCredentials,
  publicUrl?: string,
): ChannelOpener {
  const find = (channel: string) => {
    const module = registry.find(channel);
    if (module === undefined) {
      throw new NotConfigured(`no channel "${channel}" in this build; it speaks ${registry.names.join(', ')}`);
    }
    return module;
  };
  return {
    capabilities: (channel, recipient) => capabilitiesOf(find(channel).sender, recipient),
    open(delivery) {
      const module = find(delivery.channel);
      const sealed = delivery.sealedCredentials;
      if (sealed === null && module.webhook !== undefined) {
        throw new NotConfigured(`the ${delivery.channel} account has no credentials; connect it again`);
      }
      const credentials = sealed === null ? {} : unseal(sealed, delivery);
      const { sender, media } = module;
      const { recipient, silentMs, lastMessageId } = delivery;
      const { windowMs } = capabilitiesOf(sender, recipient);
      return {
        sender,
        ...(media && { media }),
        target: {
          credentials,
          recipient,
          ...(publicUrl !== undefined && {
            webhookUrl: `${publicUrl}/webhooks/${delivery.channel}/${delivery.tenantSlug}`,
          }),
          ...(lastMessageId !== null && { lastMessageId }),
          ...(windowMs !== null && silentMs !== null && { windowOpen: silentMs < windowMs }),
        },
      };
    },
  };
}

function capabilitiesOf(sender: ChannelSender, recipient: string | undefined): ChannelCapabilities {
  return recipient === undefined ? sender.capabilities : (sender.capabilitiesFor?.(recipient) ?? sender.capabilities);
}
