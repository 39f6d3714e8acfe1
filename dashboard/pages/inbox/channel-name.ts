const NAMES: Readonly<Record<string, string>> = {
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  instagram: 'Instagram',
  twilio: 'SMS',
  web: 'Web',
};

/** Channels are brands: the same in every language. */
export function channelName(channel: string): string {
  return NAMES[channel] ?? channel;
}

export const CHANNELS = Object.keys(NAMES);
