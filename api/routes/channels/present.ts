import type { z } from 'zod';
import type { AccountReport, ChannelModule } from '#domain/channel-port.ts';
import type { ChannelSummary, TenantRef } from '#api/records.ts';
import type { channelView, reportView } from './schema.ts';

/** Where the provider of a channel calls us; null when it has no webhook. */
export function webhookUrl(tenant: TenantRef, module: ChannelModule | undefined, publicUrl: string): string | null {
  return module?.webhook === undefined ? null : `${publicUrl}/webhooks/${module.channel}/${tenant.slug}`;
}

/** A connected channel with the address its provider must call. */
export function presentChannel(
  summary: ChannelSummary,
  tenant: TenantRef,
  module: ChannelModule | undefined,
  publicUrl: string,
): z.infer<typeof channelView> {
  return {
    id: summary.id,
    channel: summary.channel,
    status: summary.status,
    webhook_url: webhookUrl(tenant, module, publicUrl),
    created_at: summary.createdAt,
    last_inbound_at: summary.lastInboundAt ?? null,
    last_error: summary.lastError ?? null,
    last_error_at: summary.lastErrorAt ?? null,
    token_expires_at: summary.tokenExpiresAt ?? null,
  };
}

export function presentReport(channel: string, report: AccountReport): z.infer<typeof reportView> {
  const { account, webhook, tokenExpiresAt, problems } = report;
  const ok = problems.length === 0 && webhook !== 'other' && webhook !== 'none';
  return { channel, ok, account, webhook, token_expires_at: tokenExpiresAt, problems: [...problems] };
}
