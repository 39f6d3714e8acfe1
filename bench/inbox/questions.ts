import type { Inbox } from '#adapters/db/inbox/inbox.ts';
import { STAGES } from '#domain/conversation/stage.ts';
import { STATUSES } from '#domain/conversation/status.ts';
import type { ConversationFilter } from '#domain/inbox/conversation-entry.ts';
import type { PageKey } from '#domain/page.ts';
import { pickWord } from '#bench/search/corpus.ts';
import { randomFrom } from '#bench/search/random.ts';
import { REASONS, STAFF } from './fill-inbox.ts';
import type { FilledInbox } from './fill-inbox.ts';

/** Something staff do, again and again with other values. */
export interface InboxQuestion {
  readonly name: string;
  readonly ask: (round: number) => Promise<unknown>;
}

/** What the rows themselves must say for the questions to be asked. */
export interface InboxFacts {
  readonly labels: readonly string[];
  readonly contacts: readonly string[];
  readonly names: readonly string[];
  readonly conversations: readonly string[];
  /** Ends of pages far down the list. */
  readonly deep: readonly PageKey[];
}

const PAGE = 50;
const DAY_MS = 86_400_000;

/** Every listing, filter, thread and search of the inbox. */
export function inboxQuestions(
  inbox: Inbox,
  { tenantId, words }: FilledInbox,
  facts: InboxFacts,
): readonly InboxQuestion[] {
  const random = randomFrom(11);
  const word = (from: number, to: number) => words[from + Math.floor(random() * (to - from))] ?? '';
  const said = () => pickWord(words, random);
  const list = (name: string, filter: (round: number) => ConversationFilter, after: readonly PageKey[] = []) => ({
    name,
    ask: (round: number) =>
      inbox.list(tenantId, filter(round), { limit: PAGE, after: after.length === 0 ? null : of(after, round) }),
  });
  const search = (name: string, q: (round: number) => string) => ({
    name: `search of messages: ${name}`,
    ask: (round: number) => inbox.search(tenantId, { q: q(round) }, { limit: 20, after: null }),
  });
  return [
    list('list', () => ({})),
    list('list: next page, 1,000 to 90,000 rows deep', () => ({}), facts.deep),
    list('list: by status', (round) => ({ status: of(STATUSES, round) })),
    list('list: by stage', (round) => ({ stage: of(STAGES, round) })),
    list('list: by channel', (round) => ({ channel: of(['telegram', 'whatsapp', 'web', 'twilio'], round) })),
    list('list: by colleague', (round) => ({ assignee: `staff-${round % STAFF}` })),
    list('list: of nobody', () => ({ assignee: null })),
    list('list: by a colleague who holds none', () => ({ assignee: 'nobody' })),
    list('list: by label', (round) => ({ label: of(facts.labels, round) })),
    list('list: by label, deep', (round) => ({ label: of(facts.labels, round) }), facts.deep),
    list('list: by handoff reason', (round) => ({ handoffReason: of(REASONS, round) })),
    list('list: by contact', (round) => ({ contact: of(facts.contacts, round) })),
    list('list: updated since', (round) => ({
      updatedSince: new Date(Date.now() - (round % 90) * DAY_MS).toISOString(),
    })),
    list('list: waiting, by stage and label', (round) => ({
      status: 'waiting',
      stage: of(STAGES, round),
      label: of(facts.labels, round),
    })),
    list('list: by a name', (round) => ({ q: of(facts.names, round) })),
    list('list: by words that were said', () => ({ q: `${said()} ${said()}` })),
    {
      name: 'open a thread: head and 50 messages',
      ask: (round) =>
        Promise.all([
          inbox.detail(tenantId, of(facts.conversations, round)),
          inbox.thread(tenantId, of(facts.conversations, round), 'newest', { limit: PAGE, after: null }),
        ]),
    },
    search('a word of every day', () => word(0, 30)),
    search('a usual word', () => word(30, 3_000)),
    search('a rare word', () => word(10_000, words.length)),
    search('two words', () => `${said()} ${said()}`),
    search('three words', () => `${said()} ${said()} ${said()}`),
    search('the beginning of a word', () => `${word(100, 20_000)}*`),
    search('a word that nobody said', (round) => `unsaid${round}`),
  ];
}

function of<T>(values: readonly T[], round: number): T {
  const value = values[round % values.length];
  if (value === undefined) throw new Error('there is nothing to ask for');
  return value;
}
