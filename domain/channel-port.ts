import type { z } from 'zod';
import type { Channel } from '#domain/channel.ts';
import type { ChannelEvent } from '#domain/message/channel-event.ts';
import type { MediaSource } from '#domain/media/media-source.ts';
import type { InboundContact, InboundMessage } from '#domain/message/inbound.ts';
import type { ChannelSender } from '#domain/ports.ts';

/** The decrypted secrets of one connected account, by field name (`bot_token`, `app_secret`, …). */
export type ChannelCredentials = Readonly<Record<string, string>>;

/** A provider's HTTP request as it came: nothing re-serialised, so that signatures can be checked. */
export interface WebhookRequest {
  readonly method: 'GET' | 'POST';
  /** The public URL the provider called, built from configuration, never from `Host`. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; a repeated header is joined by `, `. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

export type WebhookVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** One customer message with the person it came from. */
export interface ParsedInbound {
  readonly message: InboundMessage;
  readonly contact: InboundContact;
  /** The provider's id of our account it was sent to; absent = the one whose webhook was called. */
  readonly accountId?: string;
  /** Set where our own words come back looking like somebody's: if we sent this, it is left alone. */
  readonly mayBeOurs?: { readonly messageId: string; readonly text: string };
}

/** All that one delivery held. `ignored` counts by reason what is neither a message nor worth keeping. */
export interface ParsedWebhook {
  readonly messages: readonly ParsedInbound[];
  /** Receipts, echoes, edits, reactions, …: kept once, never a turn. */
  readonly events: readonly ChannelEvent[];
  readonly ignored: Readonly<Record<string, number>>;
  /** What the provider wants to see as the body of our 2xx; undefined = empty. */
  readonly answer?: WebhookAnswer;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface ParseContext {
  readonly credentials: ChannelCredentials;
  /** Stands in for a missing provider time. */
  readonly receivedAt: Date;
}

/**
 * Everything one provider needs. A new channel is one folder that exports this and one line in the
 * registry; workflow and agent see only `InboundMessage` and `ChannelSender`.
 */
export interface ChannelModule {
  readonly channel: Channel;
  /** What `POST /v1/channels` takes as `credentials`; every secret needed to verify webhooks is mandatory. */
  readonly credentials: z.ZodType<ChannelCredentials>;
  readonly sender: ChannelSender;
  /** Fetches the files of messages; left out where messages bring none, or none that may be fetched. */
  readonly media?: MediaSource;
  /** The provider's ids of the connected account, by which deliveries name it; the first is the one we send from. */
  accountIds?(credentials: ChannelCredentials): readonly string[];
  /** Webhook half; a channel without one (web) has no `/webhooks/...` address. */
  readonly webhook?: ChannelWebhook;
  /**
   * Tells the provider to call `url`; left out where a person must do that in the provider's console.
   * @throws the errors of `ChannelSender.send`
   */
  register?(credentials: ChannelCredentials, url: string): Promise<void>;
  /** Asks the provider to stop calling us. @throws the errors of `ChannelSender.send` */
  unregister?(credentials: ChannelCredentials): Promise<void>;
  /**
   * Asks the provider about the account: are the credentials valid, and does it call `url`?
   * @throws the errors of `ChannelSender.send`
   */
  examine?(credentials: ChannelCredentials, url: string): Promise<AccountReport>;
}

/** What the provider says about a connected account. */
export interface AccountReport {
  /** The account as its owner knows it: a page's name, a number. */
  readonly account: string;
  /** Null when the provider does not tell. */
  readonly webhook: 'ours' | 'other' | 'none' | null;
  /** When the token ends, ISO 8601 UTC; null when it does not or the provider does not tell. */
  readonly tokenExpiresAt: string | null;
  /** What a person should see to, in the provider's terms. */
  readonly problems: readonly string[];
}

export interface ChannelWebhook {
  /**
   * Whose an item is that names an account nobody has connected: `ours` where the proof of origin is of the account
   * (Twilio, Telegram), `nobody` where one proof serves every account of an app (Meta).
   */
  readonly unknownAccount: 'ours' | 'nobody';
  /** Answers the provider's GET handshake; undefined = refused. Channels without a handshake leave it out. */
  challenge?(request: WebhookRequest, credentials: ChannelCredentials): WebhookAnswer | undefined;
  /** Checks the raw request in constant time; a missing header or secret is a refusal. */
  verify(request: WebhookRequest, credentials: ChannelCredentials): WebhookVerdict;
  /**
   * Reads a verified request. One bad item never sinks the others.
   * @throws InvalidInput when the body is not the provider's format at all
   */
  parse(request: WebhookRequest, context: ParseContext): ParsedWebhook;
}
