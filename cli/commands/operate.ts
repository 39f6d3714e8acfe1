import { parseArgs } from 'node:util';
import { staffKey } from '#cli/access/staff-key.ts';
import { callApi } from '#cli/api-client.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';
import { secretReader } from '#cli/input/secret-value.ts';
import { withRunningApi } from '#cli/running-api.ts';

const ACCESS = '[--api-key KEY|@FILE|-] [--url URL]';
const CONVERSATION = `--tenant SLUG --id CONVERSATION ${ACCESS}`;

type Given = Readonly<Record<string, string | undefined>>;

export const conversationRun = command(
  'conversation run',
  CONVERSATION,
  'which steps of a conversation wait, and why',
  {
    method: 'GET',
    path: (given) => at(given),
  },
);
export const conversationRetry = command(
  'conversation retry',
  CONVERSATION,
  'try the steps of a stuck turn again at once',
  { method: 'POST', path: (given) => at(given, '/retry') },
);
export const conversationSkip = command(
  'conversation skip',
  `${CONVERSATION} --turn N`,
  'give up the turn that holds a conversation up; it becomes a dead letter',
  { method: 'POST', path: (given) => at(given, '/skip'), body: (given) => ({ turn: Number(needed(given, 'turn')) }) },
);
export const conversationEnd = command('conversation end', CONVERSATION, 'have a conversation’s run end by itself', {
  method: 'POST',
  path: (given) => at(given, '/end'),
});
export const conversationTerminate = command(
  'conversation terminate',
  `${CONVERSATION} --reason TEXT`,
  'end a run that can’t end by itself; its unrecorded messages go to a new one',
  { method: 'POST', path: (given) => at(given, '/terminate'), body: (given) => ({ reason: needed(given, 'reason') }) },
);
export const conversationReset = command(
  'conversation reset',
  `${CONVERSATION} --reason TEXT [--event N]`,
  'begin a run again at an earlier point of its history',
  {
    method: 'POST',
    path: (given) => at(given, '/reset'),
    body: ({ event, ...given }) => ({
      reason: needed(given, 'reason'),
      ...(event !== undefined && { event_id: Number(event) }),
    }),
  },
);
export const deadLetterList = command(
  'dead-letter list',
  `--tenant SLUG [--all true] ${ACCESS}`,
  'messages that could not be processed',
  { method: 'GET', path: () => '/v1/dead-letters', query: ({ all }) => (all === undefined ? {} : { all }) },
);
export const deadLetterReplay = command(
  'dead-letter replay',
  `--tenant SLUG --id LETTER ${ACCESS}`,
  'give the messages of a dead letter to their conversation once more',
  { method: 'POST', path: (given) => `/v1/dead-letters/${encodeURIComponent(needed(given, 'id'))}/replay` },
);

/** One call of the API, its answer on stdout. */
function command(
  name: string,
  usage: string,
  summary: string,
  call: {
    readonly method: 'GET' | 'POST';
    readonly path: (given: Given) => string;
    readonly body?: (given: Given) => object;
    readonly query?: (given: Given) => Record<string, string>;
  },
): Command {
  return {
    usage: `${name} ${usage}`,
    summary,
    async run(args) {
      const names = ['tenant', 'id', 'turn', 'reason', 'event', 'all', 'api-key', 'url'];
      const options = Object.fromEntries(names.map((option) => [option, { type: 'string' as const }]));
      const { values } = parseArgs({ args: [...args], options });
      const given = values as Given;
      const query = new URLSearchParams({ tenant: needed(given, 'tenant'), ...call.query?.(given) });
      const path = `${call.path(given)}?${query.toString()}`;
      const body = call.body?.(given);
      const apiKey = await staffKey(given['api-key'], secretReader());
      const answer = await withRunningApi({ url: given['url'], quiet: true }, (base) =>
        callApi(base, path, { method: call.method, apiKey, ...(body && { body }) }),
      );
      console.log(JSON.stringify(answer, null, 2));
      return 0;
    },
  };
}

function at(given: Given, action = ''): string {
  return `/v1/conversations/${encodeURIComponent(needed(given, 'id'))}/operations${action}`;
}

function needed(given: Given, name: string): string {
  const value = given[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}
