import type { Choice } from '#domain/ports.ts';

/** What a channel can show as buttons. */
export interface ButtonLimits {
  readonly buttons: number;
  readonly buttonTitle: number;
}

/** A reply with the answers it offers taken out of its words. */
export interface Offered {
  readonly text: string;
  readonly choices: readonly Choice[];
}

const NUMBERED = /^[ \t]*(\d{1,2})[.)][ \t]+(\S.*?)[ \t]*$/u;
/** Pressed, a button's id comes back as the customer's words; Telegram takes this many bytes of it. */
const LONGEST_ID = 64;
const encoder = new TextEncoder();

/**
 * Numbered lines at the end of a reply are answers to choose from: buttons where the channel has them, the lines as they
 * stand where not, or where one of them is too long. The record keeps the lines either way.
 */
export function offeredChoices(text: string, limits: ButtonLimits): Offered {
  const lines = text.trimEnd().split('\n');
  const choices: Choice[] = [];
  let at = lines.length;
  for (; at > 0; at -= 1) {
    const [, number, title] = NUMBERED.exec(lines[at - 1] ?? '') ?? [];
    if (number === undefined || title === undefined) break;
    choices.unshift({ id: title, title });
  }
  const words = lines.slice(0, at).join('\n').trim();
  return words !== '' && isNumberedFromOne(lines.slice(at)) && fit(choices, limits)
    ? { text: words, choices }
    : { text, choices: [] };
}

function isNumberedFromOne(lines: readonly string[]): boolean {
  return lines.every((line, index) => NUMBERED.exec(line)?.[1] === String(index + 1));
}

function fit(choices: readonly Choice[], { buttons, buttonTitle }: ButtonLimits): boolean {
  return (
    choices.length >= 2 &&
    choices.length <= buttons &&
    new Set(choices.map(({ title }) => title)).size === choices.length &&
    choices.every(({ id, title }) => title.length <= buttonTitle && encoder.encode(id).length <= LONGEST_ID)
  );
}
