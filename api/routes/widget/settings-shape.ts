import type { WidgetSettings } from '#domain/widget/settings.ts';
import type { WidgetBody } from './settings-schema.ts';

/** The settings as people write them. */
export function toWidgetBody({ logoUrl, starters, origins, ...rest }: WidgetSettings): WidgetBody {
  return {
    ...rest,
    origins: [...origins],
    ...(logoUrl !== undefined && { logo_url: logoUrl }),
    ...(starters !== undefined && { starters: [...starters] }),
  };
}

/** What people wrote, as it is kept. */
export function toWidgetSettings({
  origins,
  title,
  greeting,
  accent,
  position,
  language,
  logo_url,
  starters,
}: WidgetBody): WidgetSettings {
  return {
    origins,
    ...(title !== undefined && { title }),
    ...(greeting !== undefined && { greeting }),
    ...(accent !== undefined && { accent }),
    ...(position !== undefined && { position }),
    ...(language !== undefined && { language }),
    ...(logo_url !== undefined && { logoUrl: logo_url }),
    ...(starters !== undefined && { starters }),
  };
}
