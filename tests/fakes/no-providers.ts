import type { ChannelOptions } from '#adapters/channels/registry.ts';

const NOBODY = 'http://127.0.0.1:9';

/** Addresses at which nobody listens, for tests that send nothing. */
export const NO_PROVIDERS: ChannelOptions = { telegramApiRoot: NOBODY, metaGraphUrl: NOBODY, twilioApiUrl: NOBODY };
