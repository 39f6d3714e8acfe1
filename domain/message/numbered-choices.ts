import type { Choice } from '#domain/ports.ts';

/**
 * Choices as numbered lines below the words, for channels or texts that can't have buttons. Never longer than the lines they
 * were taken from: those fitted into one message.
 */
export function withNumberedChoices(text: string, choices: readonly Choice[]): string {
  if (choices.length === 0) return text;
  return `${text}\n${choices.map(({ title }, index) => `${index + 1}. ${title}`).join('\n')}`;
}
