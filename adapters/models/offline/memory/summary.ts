import type { ModelMessage } from '#domain/ports.ts';
import type { Prompt } from '#adapters/models/offline/prompt.ts';
import { profileOf } from './profile.ts';
import { readTranscript, type TranscriptLine } from './transcript.ts';

const LONGEST = 1_500;
const LANGUAGE_NAMES: Readonly<Record<string, string>> = { en: 'English', he: 'Hebrew', id: 'Indonesian' };
const CANCELLED = /cancel|בוטל|מבוטל|ביטל|batal/iu;
const UPDATED = /updat|chang|עודכנ|שונת|diubah|diperbarui/iu;
const CREATED = /placed|created|is in|נרשמ|נוצר|בוצע|dibuat|dicatat/iu;

/** The argument of `save_summary`: why a person is needed, if one is; the earlier summary, then facts quoted from the transcript; nothing is inferred. */
export function summaryOf(messages: readonly ModelMessage[], prompt: Prompt): string {
  const lines = readTranscript(messages);
  const profile = profileOf(messages);
  const customer = lines.filter((line) => line.author === 'customer').map((line) => line.text);
  const language = profile['language'];
  const { reason, orders } = prompt.handoff;
  const parts = [
    reason === '' ? '' : `A person is needed: ${clip(reason, 300)}${/[.!?]$/u.test(reason) ? '' : '.'}`,
    orders.length === 0 ? '' : `Orders of this customer: ${orders.join(', ')}.`,
    prompt.summary.slice(-LONGEST / 2),
    language === undefined ? '' : `The customer writes ${LANGUAGE_NAMES[language] ?? language}.`,
    profile['name'] === undefined ? '' : `Name: ${profile['name']}.`,
    profile['address'] === undefined ? '' : `Delivery address given: ${profile['address']}.`,
    ...orderFacts(lines),
    profile['notes'] === undefined ? '' : `The customer said: ${profile['notes']}.`,
    customer.length === 0 ? '' : `The customer's last words: "${clip(customer.at(-1) ?? '', 160)}".`,
    openQuestion(lines),
  ];
  const text = [...new Set(parts)]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, LONGEST);
  return text === '' ? 'Nothing was said yet.' : text;
}

/** What the shop reported about each order number, in order, one sentence per order and event. */
function orderFacts(lines: readonly TranscriptLine[]): readonly string[] {
  const facts: string[] = [];
  for (const line of lines) {
    if (line.author === 'customer') continue;
    const [head = '', ...rest] = line.text.split(/\n/u);
    const number = /#(\d{1,9})/u.exec(head)?.[1];
    if (number === undefined || /[?؟]\s*$/u.test(head)) continue;
    const event = CANCELLED.test(head)
      ? 'cancelled'
      : UPDATED.test(head)
        ? 'changed'
        : CREATED.test(head)
          ? 'placed'
          : null;
    const details = rest
      .slice(0, 4)
      .filter((detail) => /[:：]/u.test(detail) && !/[?؟]/u.test(detail))
      .map((detail) => clip(detail, 160));
    if (event !== null)
      facts.push(
        `Order #${number} ${event}${details.length > 0 && event !== 'cancelled' ? ` (${details.join('; ')})` : ''}.`,
      );
  }
  return [...new Set(facts)];
}

function openQuestion(lines: readonly TranscriptLine[]): string {
  const last = lines.at(-1);
  const question =
    last?.author === 'shop'
      ? last.text.split(/(?<=[.!?؟\n])\s*/u).findLast((sentence) => /[?؟]\s*$/u.test(sentence))
      : undefined;
  return question === undefined ? '' : `The shop's open question: "${clip(question.trim(), 160)}".`;
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
