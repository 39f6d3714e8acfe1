import type { ChannelReports } from '#adapters/db/channel/channel-book.ts';
import type { ParsedInbound } from '#domain/channel-port.ts';
import { wishOf } from '#domain/contact/wish.ts';
import { StoreUnavailable } from '#domain/errors.ts';
import type { ChannelEvent, EchoEvent, EventPerson } from '#domain/message/channel-event.ts';
import type { ApiDeps } from '#api/deps.ts';
import type { StoredConnection } from '#api/records.ts';
import type { AccountShare } from './sort-delivery.ts';

type Deps = Pick<ApiDeps, 'gateway' | 'records' | 'log'>;

/**
 * Makes everything that one account's share holds durable: reports and wishes in the book, messages in their
 * conversations, in their order. Messages go through even while the book can't be written; the delivery is then refused
 * all the same, and what was taken is known when it comes again.
 * @throws StoreUnavailable when something was not taken and must be sent again
 */
export async function acceptShare(deps: Deps, share: AccountShare): Promise<void> {
  const { connection } = share;
  const people = peopleOf(deps, connection);
  const echoes = await readEchoes(deps, share, people);
  const reports = toReports(share, echoes.ours, people);
  const written = await attempt(isEmpty(reports) ? undefined : () => report(deps, connection, reports));
  for (const inbound of share.messages) {
    if (!(await isOurs(deps, connection, inbound))) await deps.gateway.accept(connection, inbound);
  }
  for (const { event, contactKey } of echoes.theirs) {
    await deps.gateway.accept(
      connection,
      {
        message: { id: event.key, kind: 'echo', text: event.text, sentAt: event.at, order: 0 },
        contact: { recipient: event.recipient, key: event.person.key },
      },
      contactKey === undefined ? {} : { contactKey },
    );
  }
  if (written === undefined) return;
  // A wish among messages is taken again when the message is recorded.
  if (share.events.length > 0) throw written;
  deps.log.warn({ channel: connection.channel }, 'an opt-out word waits for its message to be recorded');
}

async function report(deps: Deps, connection: StoredConnection, reports: ChannelReports): Promise<void> {
  await deps.records.channelBook.report(connection.tenant.id, connection.channelId, reports);
}

async function attempt(work: (() => Promise<void>) | undefined): Promise<StoreUnavailable | undefined> {
  try {
    await work?.();
    return undefined;
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
}

type People = (person: EventPerson) => readonly string[];

/** The contact keys of a person, the one messages come under first. */
function peopleOf(deps: Deps, connection: StoredConnection): People {
  return ({ key, aliases = [] }) => [key, ...aliases].map((id) => deps.gateway.addressOf(connection, id).contactKey);
}

interface Echoes {
  readonly ours: readonly EchoEvent[];
  /** Words of a person of the shop, with the key their customer's conversation runs under. */
  readonly theirs: readonly { readonly event: EchoEvent; readonly contactKey: string | undefined }[];
}

async function readEchoes(deps: Deps, { connection, events }: AccountShare, people: People): Promise<Echoes> {
  const ours: EchoEvent[] = [];
  const theirs: { event: EchoEvent; contactKey: string | undefined }[] = [];
  const { channelBook } = deps.records;
  const [tenantId, channelId, appId] = [connection.tenant.id, connection.channelId, connection.credentials['app_id']];
  for (const event of events) {
    // An edit or deletion of what a person wrote is kept; it says nothing new about who holds the conversation.
    if (event.kind !== 'echo' || event.change !== undefined) continue;
    const contactKeys = people(event.person);
    const known =
      event.ourKey !== undefined ||
      (event.appId !== undefined && event.appId === appId) ||
      (await channelBook.isOurEcho(tenantId, channelId, { ...event, contactKeys }));
    if (known) ours.push(event);
    else theirs.push({ event, contactKey: await channelBook.mainContactKey(tenantId, channelId, contactKeys) });
  }
  return { ours, theirs };
}

/** Our own answer below a comment, which the provider reports as a comment: answering it would never end. */
async function isOurs(deps: Deps, connection: StoredConnection, { mayBeOurs }: ParsedInbound): Promise<boolean> {
  if (mayBeOurs === undefined) return false;
  const { tenant, channelId } = connection;
  return deps.records.channelBook.isOurEcho(tenant.id, channelId, { ...mayBeOurs, contactKeys: [] });
}

function toReports(share: AccountShare, ours: readonly EchoEvent[], people: People): ChannelReports {
  const statuses = [
    ...share.events.flatMap((event) =>
      event.kind === 'status' ? [{ event, contactKeys: event.person ? people(event.person) : [] }] : [],
    ),
    // Our own message came back: it was surely sent, whatever became of the answer to it.
    ...ours.map(({ accountId, key, at, messageId, ourKey }) => ({
      event: {
        kind: 'status',
        status: 'sent',
        messageIds: [messageId],
        accountId,
        key,
        at,
        ...(ourKey && { ourKey }),
      } as const,
      contactKeys: [],
    })),
  ];
  return {
    statuses,
    events: share.events.filter(isKept).map((event) => ({
      key: event.key,
      kind: event.kind,
      contactKey: 'person' in event && event.person !== undefined ? (people(event.person)[0] ?? null) : null,
      data: detailsOf(event),
      at: event.at,
    })),
    wishes: [...share.events.flatMap((event) => wishTold(event, people)), ...wishesSaid(share, people)],
    moves: share.events.flatMap((event) =>
      event.kind === 'contact_moved'
        ? [{ from: people(event.person), to: people(event.to), recipient: event.recipient }]
        : [],
    ),
    trouble: share.events.map((event) => (event.kind === 'account' ? event.trouble : undefined)).find(Boolean) ?? null,
  };
}

/** Statuses have a table of their own, echoes become messages. */
function isKept(event: ChannelEvent): boolean {
  return event.kind !== 'status' && (event.kind !== 'echo' || event.change !== undefined);
}

function detailsOf(event: ChannelEvent): unknown {
  const { accountId: _account, key: _key, at: _at, kind: _kind, ...details } = event;
  return details;
}

function wishTold(event: ChannelEvent, people: People): ChannelReports['wishes'] {
  if (event.kind !== 'opt_in' && event.kind !== 'opt_out') return [];
  const wish = event.kind === 'opt_out' ? 'out' : 'in';
  return [{ contactKeys: people(event.person), wish, at: event.at, scope: event.scope, confirmed: true }];
}

/** Words are obeyed here and now, before the conversation's turn comes, also while another app answers. */
function wishesSaid({ messages, events }: AccountShare, people: People): ChannelReports['wishes'] {
  const besides = events.flatMap((event) => {
    const wish = event.kind === 'standby' ? wishOf(event.text) : undefined;
    if (event.kind !== 'standby' || wish === undefined) return [];
    return [{ contactKeys: people(event.person), wish, at: event.at, scope: 'all' as const, confirmed: true }];
  });
  const said = messages.flatMap(({ message, contact }) => {
    const wish = message.kind === 'text' || message.kind === 'start' ? wishOf(message.text) : undefined;
    if (wish === undefined) return [];
    const { recipient, key = recipient, aliases = [] } = contact;
    const contactKeys = people({ key, aliases });
    return [{ contactKeys, wish, at: message.sentAt, scope: 'all' as const, confirmed: false }];
  });
  return [...besides, ...said];
}

function isEmpty({ statuses, events, wishes, moves, trouble }: ChannelReports): boolean {
  return statuses.length + events.length + wishes.length + moves.length === 0 && trouble === null;
}
