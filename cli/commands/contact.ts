import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { staffKey } from '#cli/access/staff-key.ts';
import { callApi } from '#cli/api-client.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';
import { secretReader } from '#cli/input/secret-value.ts';
import { withRunningApi } from '#cli/running-api.ts';
import type { ErasureView } from '#api/routes/privacy/schema.ts';

const COMMON = '--tenant SLUG --contact ID [--api-key KEY|@FILE|-] [--url URL]';
const LOOK_MS = 1_000;

/** Hands out everything that is held about a person. */
export const contactExport: Command = {
  usage: `contact export ${COMMON}`,
  summary: 'everything that is held about a contact, as JSON',
  run: (args) =>
    withContact(args, {}, async ({ call, path }) => {
      console.log(JSON.stringify(await call('GET', `${path}/export`), null, 2));
      return 0;
    }),
};

/** Erases a person, and waits until it is done. */
export const contactErase: Command = {
  usage: `contact erase ${COMMON} --yes [--no-wait]`,
  summary: 'erase a contact: rows, files, keys and histories; can’t be undone',
  run: (args) =>
    withContact(args, { yes: { type: 'boolean' }, 'no-wait': { type: 'boolean' } }, async ({ call, path, values }) => {
      if (values['yes'] !== true) throw new UsageError('erasing can’t be undone: add --yes');
      let { erasure } = (await call('DELETE', path)) as Answer;
      while (values['no-wait'] !== true && erasure.done_at === null) {
        await sleep(LOOK_MS);
        ({ erasure } = (await call('GET', `${path}/erasure`)) as Answer);
      }
      console.log(JSON.stringify(erasure));
      return 0;
    }),
};

interface Answer {
  readonly erasure: ErasureView;
}

interface Contact {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly call: (method: 'GET' | 'DELETE', path: string) => Promise<unknown>;
}

async function withContact(
  args: readonly string[],
  more: Readonly<Record<string, { readonly type: 'boolean' }>>,
  work: (contact: Contact) => Promise<number>,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tenant: { type: 'string' },
      contact: { type: 'string' },
      'api-key': { type: 'string' },
      url: { type: 'string' },
      ...more,
    },
  });
  const { tenant, contact, url, 'api-key': key } = values;
  if (typeof tenant !== 'string' || typeof contact !== 'string') {
    throw new UsageError('--tenant and --contact are needed: the slug of the shop, the id of the contact');
  }
  const apiKey = await staffKey(typeof key === 'string' ? key : undefined, secretReader());
  return withRunningApi({ url: typeof url === 'string' ? url : undefined, quiet: true }, (base) =>
    work({
      path: `/v1/contacts/${encodeURIComponent(contact)}`,
      values,
      call: (method, path) =>
        callApi(base, `${path}?${new URLSearchParams({ tenant }).toString()}`, { method, apiKey }),
    }),
  );
}
