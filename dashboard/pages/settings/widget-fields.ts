import type { paths } from '#dashboard/api/schema.gen.d.ts';

type Saved = paths['/v1/widget/settings']['put']['requestBody']['content']['application/json'];
export type WidgetSettings = paths['/v1/widget/settings']['get']['responses'][200]['content']['application/json'];

/** The settings as they stand in the fields of a form: lists are lines, what is not set is ''. */
export interface WidgetFields extends Record<string, string> {
  readonly origins: string;
  readonly title: string;
  readonly greeting: string;
  readonly accent: string;
  readonly position: string;
  readonly language: string;
  readonly logo_url: string;
  readonly starters: string;
}

export function fieldsOfWidget(settings: WidgetSettings): WidgetFields {
  return {
    origins: settings.origins.join('\n'),
    title: settings.title ?? '',
    greeting: settings.greeting ?? '',
    accent: settings.accent ?? '',
    position: settings.position ?? 'right',
    language: settings.language ?? '',
    logo_url: settings.logo_url ?? '',
    starters: (settings.starters ?? []).join('\n'),
  };
}

export function widgetOf(fields: WidgetFields): Saved {
  const { title, greeting, accent, language, logo_url: logo } = fields;
  const starters = linesOf(fields.starters);
  return {
    origins: linesOf(fields.origins),
    ...(title !== '' && { title }),
    ...(greeting !== '' && { greeting }),
    ...(accent !== '' && { accent }),
    position: fields.position === 'left' ? 'left' : 'right',
    ...(language !== '' && { language }),
    ...(logo !== '' && { logo_url: logo }),
    ...(starters.length > 0 && { starters }),
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
