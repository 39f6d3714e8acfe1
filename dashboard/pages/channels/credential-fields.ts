/** One thing that connects an account. */
export interface CredentialField {
  /** As the API names it. */
  readonly name: string;
  /** As the provider's own console names it, which is in English. */
  readonly label: string;
  /** Shown as it is typed; all others are secrets. */
  readonly isPlain?: boolean;
  readonly isOptional?: boolean;
}

const META: readonly CredentialField[] = [
  { name: 'app_secret', label: 'App secret' },
  { name: 'verify_token', label: 'Verify token' },
  { name: 'app_id', label: 'App ID', isPlain: true, isOptional: true },
];

/** What each provider wants, in the order its console shows it. */
export const CREDENTIAL_FIELDS: Readonly<Record<string, readonly CredentialField[]>> = {
  telegram: [
    { name: 'bot_token', label: 'Bot token (@BotFather)' },
    { name: 'secret_token', label: 'Secret token' },
  ],
  whatsapp: [
    { name: 'phone_number_id', label: 'Phone number ID', isPlain: true },
    { name: 'access_token', label: 'Access token' },
    ...META,
    { name: 'waba_id', label: 'WhatsApp Business account ID', isPlain: true, isOptional: true },
    { name: 'template_name', label: 'Template name', isPlain: true, isOptional: true },
    { name: 'template_language', label: 'Template language', isPlain: true, isOptional: true },
  ],
  messenger: [
    { name: 'page_id', label: 'Page ID', isPlain: true },
    { name: 'access_token', label: 'Page access token' },
    ...META,
  ],
  instagram: [
    { name: 'account_id', label: 'Professional account ID', isPlain: true },
    { name: 'access_token', label: 'Access token' },
    ...META,
    { name: 'page_id', label: 'Linked page ID', isPlain: true, isOptional: true },
  ],
  twilio: [
    { name: 'account_sid', label: 'Account SID', isPlain: true },
    { name: 'auth_token', label: 'Auth token' },
    { name: 'sms_from', label: 'SMS from', isPlain: true, isOptional: true },
    { name: 'whatsapp_from', label: 'WhatsApp from', isPlain: true, isOptional: true },
    { name: 'messaging_service_sid', label: 'Messaging service SID', isPlain: true, isOptional: true },
    { name: 'content_sid', label: 'Content template SID', isPlain: true, isOptional: true },
  ],
};
