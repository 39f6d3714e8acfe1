import { parseArgs } from 'node:util';
import { widgetBody } from '#api/routes/widget/settings-schema.ts';
import type { WidgetBody } from '#api/routes/widget/settings-schema.ts';
import { staffKey } from '#cli/access/staff-key.ts';
import { callApi } from '#cli/api-client.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';
import { secretReader } from '#cli/input/secret-value.ts';
import { withRunningApi } from '#cli/running-api.ts';

const LOOKS = ['title', 'greeting', 'accent', 'position', 'language', 'logo-url'] as const;

/** Changes what is named and leaves the rest; without a change it shows the settings. */
export const widgetSet: Command = {
  usage:
    'widget set --tenant SLUG [--allow https://shop.example]… [--forbid ORIGIN]… [--title T] [--greeting T] [--accent #0b6e4f] [--position left|right] [--language he] [--logo-url URL] [--starter T]… [--api-key KEY|@FILE|-] [--url URL]',
  summary: 'which sites may show the chat of a shop, and how it looks; an empty text takes a setting back',
  async run(args) {
    const text = { type: 'string' } as const;
    const texts = { type: 'string', multiple: true } as const;
    const looks = { title: text, greeting: text, accent: text, position: text, language: text, 'logo-url': text };
    const options = { tenant: text, allow: texts, forbid: texts, starter: texts, ...looks, 'api-key': text, url: text };
    const { values } = parseArgs({ args: [...args], options });
    if (values.tenant === undefined) throw new UsageError('--tenant is missing: the slug of the shop');
    const apiKey = await staffKey(values['api-key'], secretReader());
    const path = `/v1/widget/settings?tenant=${encodeURIComponent(values.tenant)}`;
    const settings = await withRunningApi({ url: values.url, quiet: true }, async (url) => {
      const known = widgetBody.parse(await callApi(url, path, { apiKey }));
      const wanted = changed(known, values);
      if (JSON.stringify(wanted) === JSON.stringify(known)) return known;
      return callApi(url, path, { apiKey, method: 'PUT', body: wanted });
    });
    console.log(JSON.stringify(settings, null, 2));
    return 0;
  },
};

type Given = { readonly [K in (typeof LOOKS)[number]]?: string | undefined } & {
  readonly [K in 'allow' | 'forbid' | 'starter']?: readonly string[] | undefined;
};

function changed(known: WidgetBody, given: Given): Record<string, unknown> {
  const { allow = [], forbid = [], starter } = given;
  const wanted: Record<string, unknown> = { ...known };
  for (const name of LOOKS) {
    const value = given[name];
    const key = name.replaceAll('-', '_');
    if (value === '') delete wanted[key];
    else if (value !== undefined) wanted[key] = value;
  }
  if (starter !== undefined) wanted['starters'] = starter.filter((line) => line !== '');
  const origins = [...new Set([...known.origins, ...allow])].filter((origin) => !forbid.includes(origin));
  return { ...wanted, origins };
}
