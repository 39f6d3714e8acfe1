import type { createChannelBook } from '#adapters/db/channel/channel-book.ts';
import type { Channel } from '#domain/channel.ts';

/** What is kept of channels besides messages, and who has connected which account. Throws StoreUnavailable. */
export type ChannelBook = ReturnType<typeof createChannelBook> & {
  /** Slug and channel of everybody who has connected the provider's account of this id, oldest first. */
  accountsOf(accountId: string): Promise<readonly { readonly slug: string; readonly channel: Channel }[]>;
};
