import { createOfflineModel } from '#adapters/models/offline/offline-model.ts';
import { checkClaims } from '#agent/claim-gate/check-claims.ts';
import { buildReplyRequest } from '#agent/prompt/build-request.ts';
import { parseReply } from '#agent/reply/parse-reply.ts';
import { runTool } from '#agent/tools/registry.ts';
import { ARENA } from '#dev/tenants/arena.ts';
import type { BookingPolicy } from '#domain/booking/booking-policy.ts';
import type { Resource } from '#domain/booking/resource.ts';
import type { TranscriptMessage } from '#domain/conversation/transcript.ts';
import type { Product } from '#domain/product/product.ts';
import type { DraftContext } from '#domain/store.ts';
import type { Receipt } from '#domain/turn/receipt.ts';
import type { TurnStep } from '#domain/turn/step.ts';
import { MemoryBookingBook } from './booking-book.ts';
import { aDraftContext, aMessage } from './draft-context.ts';
import { MemoryShopDesk } from './shop-desk.ts';

const MOST_STEPS = 6;

export interface HallReply {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: unknown; readonly ok: boolean }[];
  /** What the claim gate found in the reply; empty when it may be sent. */
  readonly violations: readonly string[];
}

/** The demo sports hall with the real prompt, tools, claim gate and offline model; only the book is in memory. */
export function openHall(options: { readonly now: Date; readonly policy?: Partial<BookingPolicy> }) {
  const { now } = options;
  const model = createOfflineModel();
  const resources: readonly Resource[] = (ARENA.resources ?? []).map((one, place) => ({
    ...one,
    id: `resource ${place}`,
    currency: 'IDR',
  }));
  const catalogue: readonly Product[] = ARENA.products.map((product, place) => ({
    ...product,
    id: `product ${place}`,
  }));
  const book = new MemoryBookingBook(resources, [], () => now);
  const desk = Object.assign(new MemoryShopDesk(catalogue), { bookings: book });
  const tenant = { ...ARENA.profile, ...(options.policy && { bookings: options.policy }), id: 'arena', version: 1 };
  const history: TranscriptMessage[] = [];
  const receipts: Receipt[] = [];
  let turn = 0;
  let seq = 0;

  const message = (text: string, author: TranscriptMessage['author'], kind = 'text') =>
    aMessage(text, { seq: ++seq, author, kind, turn });

  const play = async (incoming: TranscriptMessage): Promise<HallReply> => {
    const steps: TurnStep[] = [];
    const calls: HallReply['calls'][number][] = [];
    const turnMessages = [incoming];
    for (let step = 1; step <= MOST_STEPS; step += 1) {
      const context: DraftContext = aDraftContext({
        tenant,
        catalogue,
        resources,
        history,
        turnMessages,
        steps,
        receipts,
      });
      const request = buildReplyRequest(context, now, { maxTokens: 2_000 });
      const reply = await model.complete(request, { signal: new AbortController().signal });
      if (reply.toolCalls.length === 0) {
        const { text } = parseReply(reply.text);
        const turnReceipts = receipts.filter((receipt) => receipt.turn === turn);
        const violations = checkClaims({ text, context, turnReceipts }).map((violation) => violation.reason);
        history.push(incoming, message(text, 'bot'));
        return { text, calls, violations };
      }
      steps.push({
        step,
        round: 0,
        kind: 'tools',
        text: reply.text,
        toolCalls: reply.toolCalls,
        violations: [],
        stage: null,
      });
      for (const call of reply.toolCalls) {
        const tools = { desk, tenant, contactId: 'contact', callKey: `${turn}/${step}/${call.id}`, now };
        const result = await runTool({ name: call.name, input: call.arguments }, tools);
        receipts.push({ turn, step, callId: call.id, tool: call.name, input: {}, result });
        calls.push({ name: call.name, input: call.arguments, ok: result.ok });
      }
    }
    throw new Error(`the model called tools ${MOST_STEPS} times for "${incoming.text}"`);
  };

  return {
    book,
    say: (text: string) => {
      turn += 1;
      return play(message(text, 'customer'));
    },
    /** Something that happened outside the talk. */
    hear: (line: string, receipt?: Receipt['result']['effect']) => {
      turn += 1;
      if (receipt) {
        const result = { ok: true, data: {}, effect: receipt, summary: 'event' };
        receipts.push({ turn, step: 0, callId: `event ${turn}`, tool: 'event', input: {}, result });
      }
      return play(message(line, 'system', 'event'));
    },
  };
}
