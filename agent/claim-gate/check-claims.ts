import type { DraftContext } from '#domain/store.ts';
import type { Receipt } from '#domain/turn/receipt.ts';
import { foldText } from '#agent/text/fold-text.ts';
import { isBorneOut } from './bear-out.ts';
import { findClaims } from './find-claims.ts';
import { unknownOrderNumbers } from './order-numbers.ts';
import { unknownAmounts } from './unknown-amounts.ts';
import { unknownUrls } from './unknown-urls.ts';
import type { Violation } from './violation.ts';
import { withoutQuotes } from './without-quotes.ts';

export type { Violation } from './violation.ts';

/*
 * Compiling the patterns takes a few tenths of a second, once for each width of characters and again when the engine
 * sees them used: here, so that no customer waits for it.
 */
for (const sample of ['it is so', 'it is so', 'זה כך', 'זה כך']) findClaims(sample);

/** What a draft says that no receipt, order or catalogue fact bears out; empty when it may be sent. */
export function checkClaims(input: {
  readonly text: string;
  readonly context: DraftContext;
  readonly turnReceipts: readonly Receipt[];
}): readonly Violation[] {
  const { context, turnReceipts } = input;
  const folded = foldText(input.text);
  const effects = findClaims(withoutQuotes(folded, context))
    .filter((claim) => !isBorneOut(claim, context, turnReceipts))
    .map((claim): Violation => ({
      kind: 'effect',
      excerpt: claim.excerpt,
      reason: `"${claim.excerpt}" says that something happened (${claim.kind}), but no tool result of this turn shows it. Use the tool first, or do not say it.`,
    }));
  const numbers = unknownOrderNumbers(folded, context).map((number): Violation => ({
    kind: 'order_number',
    excerpt: String(number),
    reason: `This customer has no order or booking ${number}. Use only numbers from tool results or <orders>.`,
  }));
  const amounts = unknownAmounts(folded, context).map(({ excerpt, foreign }): Violation => ({
    kind: 'amount',
    excerpt,
    reason: foreign
      ? `The amount "${excerpt}" is not in the shop's currency (${context.tenant.currency}). Use only that one.`
      : `The amount "${excerpt}" is not in the catalogue, an order, or a text of the shop, and no price times quantity gives it. Use only such amounts.`,
  }));
  const urls = unknownUrls(input.text, context).map((url): Violation => ({
    kind: 'url',
    excerpt: url,
    reason: `The address "${url}" is in no tool result and no text of the shop. Use only such addresses, letter by letter.`,
  }));
  const seen = new Set<string>();
  return [...effects, ...numbers, ...amounts, ...urls].filter(
    (violation) => !seen.has(violation.reason) && seen.add(violation.reason),
  );
}
