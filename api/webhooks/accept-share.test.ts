import type { ParsedInbound } from '#domain/channel-port.ts';
import type { ChannelEvent } from '#domain/message/channel-event.ts';
import { DEFAULT_SETTINGS } from '#domain/conversation/settings.ts';
import type { ChannelReports } from '#adapters/db/channel/channel-book.ts';
import { createFakeApiDeps } from '#tests/fakes/api-deps.ts';
import { acceptShare } from './accept-share.ts';

/** What one share of a page leads to, when `ours` are the ids of what we sent. */
async function accept(
  share: { messages?: readonly ParsedInbound[]; events?: readonly ChannelEvent[] },
  ours: string[] = [],
) {
  const fake = createFakeApiDeps();
  const reports: ChannelReports[] = [];
  const channelBook = {
    ...fake.deps.records.channelBook,
    report: async (_tenantId: string, _channelId: string, given: ChannelReports) => void reports.push(given),
    isOurEcho: async (_tenantId: string, _channelId: string, echo: { messageId: string }) =>
      ours.includes(echo.messageId),
  };
  const tenant = { id: 'tenant-1', slug: 'shop', name: 'Shop' };
  const connection = {
    tenant,
    channel: 'messenger',
    channelId: 'page',
    credentials: {},
    settings: DEFAULT_SETTINGS,
  } as const;
  const { messages = [], events = [] } = share;
  const deps = { ...fake.deps, records: { ...fake.deps.records, channelBook } };
  await acceptShare(deps, { connection, messages: [...messages], events: [...events] });
  return { accepted: fake.accepted.map(({ inbound }) => inbound.message.id), reports };
}

const comment = (id: string): ParsedInbound => ({
  message: { id: `comment:${id}`, kind: 'comment', text: 'It is 30', sentAt: '2026-11-21T10:00:00.000Z', order: 0 },
  contact: { recipient: `public-comment:${id}` },
  mayBeOurs: { messageId: id, text: 'It is 30' },
});

test('our own answer below a comment is not answered, whoever it is said to be by', async () => {
  const { accepted } = await accept({ messages: [comment('c1'), comment('c2')] }, ['c1']);
  expect(accepted).toEqual(['comment:c2']);
});

test('words said while another app holds the thread are kept; STOP among them is obeyed', async () => {
  const about = { accountId: null, at: '2026-11-21T10:00:00.000Z', person: { key: '5001' } };
  const said = (text: string) =>
    ({ kind: 'standby', key: `standby:${text}`, messageId: text, text, ...about }) as const;
  const { accepted, reports } = await accept({ events: [said('hello'), said('STOP')] });
  expect(accepted).toEqual([]);
  expect(reports[0]?.events.map(({ kind, data }) => [kind, data])).toMatchObject([
    ['standby', { text: 'hello' }],
    ['standby', { text: 'STOP' }],
  ]);
  expect(reports[0]?.wishes).toMatchObject([{ wish: 'out', scope: 'all' }]);
});
