/** Models that take pictures, by provider, as their makers list them. What is in none of these is taken for blind. */
const SEEING: Readonly<Record<string, RegExp>> = {
  openai: /^(?:gpt-4o|gpt-4\.1|gpt-4-turbo|gpt-5|chatgpt-4o|o1(?!-mini|-preview)|o3(?!-mini)|o4)/,
  anthropic: /^claude-(?!2|instant)/,
  google: /^(?:models\/)?gemini-/,
  xai: /^grok-(?:2-vision|4)/,
  groq: /(?:llama-4|vision)/,
};

/** Never shown pictures although the name says otherwise: they hear, speak, search or embed. */
const OTHER = /audio|realtime|transcribe|tts|search|embedding/;

/**
 * Whether a model may be shown pictures; a wrong yes costs an answer that the provider refuses, a wrong no a customer's photo.
 * @param more `provider:model` of models that the operator knows to see
 */
export function seesImages(provider: string, model: string, more: ReadonlySet<string>): boolean {
  if (more.has(`${provider}:${model}`)) return true;
  return SEEING[provider]?.test(model) === true && !OTHER.test(model);
}
