import type { Stage } from '#domain/conversation/stage.ts';

/*
 * Interfaces between the conversation core and the outside world. Each has at least two
 * implementations (a provider and the offline one, or a provider and a wire-level fake in tests).
 */

/** A chat model that can call tools. Implementations never retry: Temporal owns retries. */
export interface LanguageModel {
  readonly provider: string;
  readonly model: string;
  /** True when it takes `images`; others must not be given any. */
  readonly sees?: boolean;
  /**
   * One model call.
   * @throws ModelAuthError, ModelRequestError, ModelRateLimited, ModelTimeout, ModelUnavailable,
   *   ModelMalformedReply (see `#domain/errors.ts`), or the signal's reason when aborted.
   */
  complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelReply>;
}

export interface ModelCallOptions {
  /** Aborts the HTTP call; the implementation must pass it on to the provider's SDK. */
  readonly signal: AbortSignal;
  /** Streams text as it arrives; when given, the provider's streaming endpoint is used. */
  readonly onDelta?: (text: string) => void;
}

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ToolSpec[];
  /** `auto` lets the model choose; `none` forbids calls; `{ name }` forces that one tool. */
  readonly toolChoice: 'auto' | 'none' | { readonly name: string };
  readonly maxTokens: number;
  /** How freely it writes, 0 to 2; left out = the provider's own measure. Providers without one ignore it. */
  readonly temperature?: number;
}

export type ModelMessage =
  | { readonly role: 'user'; readonly text: string; readonly images?: readonly ModelImage[] }
  | { readonly role: 'assistant'; readonly text: string; readonly toolCalls?: readonly ModelToolCall[] }
  | {
      readonly role: 'tool';
      readonly callId: string;
      readonly name: string;
      readonly result: string;
      readonly isError: boolean;
    };

/** A picture that goes with a message, for models that see. */
export interface ModelImage {
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';
  readonly base64: string;
}

export interface ModelToolCall {
  readonly id: string;
  readonly name: string;
  /** Parsed JSON as the model gave it, unchecked; `undefined` when it was not JSON (see `rawArguments`). */
  readonly arguments: unknown;
  /** The text that was not JSON, only when parsing failed. */
  readonly rawArguments?: string;
}

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON Schema (draft 2020-12 subset that OpenAI and Anthropic both take) of an object. */
  readonly parameters: Record<string, unknown>;
}

export interface ModelReply {
  readonly text: string;
  readonly toolCalls: readonly ModelToolCall[];
  readonly usage: ModelUsage;
  readonly finish: 'stop' | 'tools' | 'length' | 'refusal';
}

export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a channel can carry; the core asks this instead of the channel's name. */
export interface ChannelCapabilities {
  /** Longest text of one message, in the unit the provider counts (`textUnit`). */
  readonly maxText: number;
  /** `segments`: `maxText` counts SMS segments, whose size depends on the alphabet of the text. */
  readonly textUnit: TextUnit;
  readonly images: boolean;
  /** Choices that can be shown as buttons or a list; 0 = they are written as numbered lines. */
  readonly buttons: number;
  /** Longest words on a button, UTF-16 units. */
  readonly buttonTitle: number;
  /** How bold and links are written; `none` = as plain text. */
  readonly formatting: 'none' | 'whatsapp';
  /** Free words may be sent for this long after the person's last message; null = always. */
  readonly windowMs: number | null;
  /** True when an approved template may be sent outside the window. */
  readonly templates: boolean;
  /** True when a sent message can be changed. */
  readonly edit: boolean;
  /** What the provider tells us of a sent message: nothing, that it was delivered, that it was read. */
  readonly receipts: 'none' | 'delivered' | 'read';
  /** Messages a second one account may send. */
  readonly sendsPerSecond: number;
  /** Typing shows for this long and must be repeated; 0 = the channel has none. */
  readonly typingMs: number;
  /** True when status webhooks echo our own key, so that an unknown send can be settled. */
  readonly statusEchoesKey: boolean;
}

export type TextUnit = 'utf16' | 'bytes' | 'segments';

/** The sending half of a channel. `credentials` are the decrypted ones of one connected account. */
export interface ChannelSender {
  readonly capabilities: ChannelCapabilities;
  /** Where they differ by recipient (an SMS and a WhatsApp number of one account, a comment and its author). */
  capabilitiesFor?(recipient: string): ChannelCapabilities;
  /**
   * Sends one message.
   * @throws ChannelRateLimited, ChannelRefused (permanent), ChannelUnavailable (nothing was accepted),
   *   ChannelOutcomeUnknown (cut after the request went out)
   */
  send(target: ChannelTarget, message: OutboundPart): Promise<{ readonly providerMessageId: string }>;
  /** Best effort: shows "typing…" to the customer; failures are swallowed by the caller. */
  typing(target: ChannelTarget): Promise<void>;
}

export interface ChannelTarget {
  readonly credentials: Readonly<Record<string, string>>;
  /** The provider's opaque id of the customer or chat. */
  readonly recipient: string;
  /** Where the provider calls us about this account, for channels that name it in each send. */
  readonly webhookUrl?: string;
  /** The provider's id of the person's last message, for channels that show typing below it. */
  readonly lastMessageId?: string;
  /** False = the reply window has closed by the database's clock. Left out = not known, the provider decides. */
  readonly windowOpen?: boolean;
}

export interface OutboundPart {
  readonly text: string;
  /** Our key of this part; passed to the provider where it has a field for it. */
  readonly key: string;
  readonly imageUrl?: string;
  /** Offered answers; at most `capabilities.buttons`, each title at most `buttonTitle` long. */
  readonly choices?: readonly Choice[];
  /** Who wrote it (`bot`); some providers let a person answer later than a program. */
  readonly author?: 'bot' | 'human';
}

/** One answer the customer may press instead of typing it. */
export interface Choice {
  readonly id: string;
  readonly title: string;
}

/** The time, injected so that decisions can be tested. */
export type Clock = () => Date;

/** What the model proposed with a reply, besides its words. */
export interface ReplyProposal {
  readonly text: string;
  readonly stage?: Stage;
}
