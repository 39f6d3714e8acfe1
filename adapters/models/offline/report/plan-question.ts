import type { ModelRequest } from '#domain/ports.ts';
import { call, type Act } from '#adapters/models/offline/talk/act.ts';
import { tellingStems } from '#adapters/models/offline/knowledge/best-words.ts';
import {
  COUNT_WORDS,
  EMPTY_STOCK,
  GROUP_WORDS,
  PERIOD_WORDS,
  REFUSED,
  STATUS_WORDS,
  SUBJECTS,
  SUM_WORDS,
} from './words.ts';

type Subject = (typeof SUBJECTS)[number][0];

const MONEY: Readonly<Partial<Record<Subject, string>>> = {
  orders: 'total',
  sales: 'total',
  bookings: 'price',
  payments: 'amount',
  usage: 'cost_usd',
};
const WHEN: Readonly<Partial<Record<Subject, string>>> = { bookings: 'starts_at', conversations: 'last_activity_at' };
/** Shown when neither a number nor a sum is asked for. */
const LISTED: Readonly<Record<Subject, readonly string[]>> = {
  payments: ['description', 'status', 'amount', 'created_at'],
  bookings: ['number', 'resource', 'starts_at', 'status'],
  handoffs: ['reason', 'open', 'created_at'],
  usage: ['model', 'cost_usd', 'created_at'],
  conversations: ['customer', 'channel', 'status', 'last_activity_at'],
  documents: ['title', 'type', 'status'],
  sales: ['product', 'quantity', 'total'],
  orders: ['number', 'status', 'total', 'customer', 'created_at'],
  products: ['name', 'price', 'available', 'stock'],
};

/** Fills in the form for the common questions; anything else is looked for in the documents. */
export function planQuestion(request: ModelRequest): Act {
  const last = request.messages.at(-1);
  const question = last?.role === 'user' ? last.text.toLowerCase() : '';
  if (has(question, REFUSED)) return call('cannot_answer', {});
  const subject = SUBJECTS.find(([, words]) => has(question, words))?.[0];
  if (subject === undefined) {
    return request.system.includes('<documents>') && tellingStems(question).length > 0
      ? call('search_knowledge', { query: question.slice(0, 300) })
      : call('cannot_answer', {});
  }
  return call('query_data', queryOf(subject, question));
}

function queryOf(subject: Subject, question: string): Record<string, unknown> {
  const filters = filtersOf(subject, question);
  const common = { dataset: subject, ...(filters.length > 0 && { filters }) };
  if (subject === 'sales') {
    const select = [
      { field: 'product' },
      { field: 'quantity', aggregate: 'sum' },
      { field: 'total', aggregate: 'sum' },
    ];
    return { ...common, select, order_by: [{ column: 2, direction: 'desc' }], limit: topOf(question) };
  }
  const groups = groupsOf(subject, question);
  const money = MONEY[subject];
  const sums =
    money !== undefined && has(question, SUM_WORDS) && !has(question, ['how many', 'berapa banyak', 'כמה הזמנות']);
  const counts = has(question, COUNT_WORDS) || groups.length > 0;
  if (sums || counts) {
    const measures = [
      ...(counts || sums ? [{ field: '*', aggregate: 'count' }] : []),
      ...(sums ? [{ field: money, aggregate: 'sum' }] : []),
    ];
    return { ...common, select: [...groups, ...measures] };
  }
  const select = LISTED[subject].map((field) => ({ field }));
  const when = select.findIndex(({ field }) => field === whenOf(subject));
  return {
    ...common,
    select,
    limit: topOf(question),
    ...(when >= 0 && { order_by: [{ column: when + 1, direction: 'desc' }] }),
  };
}

function filtersOf(subject: Subject, question: string): Record<string, unknown>[] {
  const period = PERIOD_WORDS.find(([, words]) => has(question, words))?.[0];
  const status = STATUS_WORDS.find(([, words]) => has(question, words))?.[0];
  const isOrder = subject === 'orders' || subject === 'bookings';
  const isSum = has(question, SUM_WORDS);
  return [
    ...(period !== undefined && subject !== 'products'
      ? [{ field: whenOf(subject), op: 'within', value: period }]
      : []),
    ...(status !== undefined && isOrder ? [{ field: 'status', op: 'eq', value: status }] : []),
    // What was cancelled was not earned.
    ...(subject === 'orders' && status === undefined && isSum
      ? [{ field: 'status', op: 'ne', value: 'cancelled' }]
      : []),
    ...(subject === 'sales' ? [{ field: 'order_status', op: 'ne', value: 'cancelled' }] : []),
    ...(subject === 'products' && has(question, EMPTY_STOCK) ? [{ field: 'sold_out', op: 'eq', value: true }] : []),
  ];
}

function groupsOf(subject: Subject, question: string): Record<string, unknown>[] {
  for (const [group, words] of Object.entries(GROUP_WORDS)) {
    if (!has(question, words)) continue;
    if (group === 'day' || group === 'week' || group === 'month') return [{ field: whenOf(subject), bucket: group }];
    const fits = {
      status: ['orders', 'bookings', 'payments', 'conversations'],
      channel: ['orders', 'conversations'],
      model: ['usage'],
    };
    if ((fits[group as keyof typeof fits] ?? []).includes(subject)) return [{ field: group }];
  }
  return [];
}

function whenOf(subject: Subject): string {
  return WHEN[subject] ?? 'created_at';
}

/** "top 5" → 5 */
function topOf(question: string): number {
  const named = /\b(\d{1,2})\b/u.exec(question)?.[1];
  const count = Number(named ?? 10);
  return Math.min(Math.max(count, 1), 50);
}

function has(question: string, words: readonly string[]): boolean {
  return words.some((word) => question.includes(word));
}
