import { z } from 'zod';
import { isOriginPattern } from '#domain/widget/allows-origin.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const words = (max: number) => z.string().trim().min(1).max(max);

/** What a shop says of its chat, as people write it. */
export const widgetBody = z.strictObject({
  origins: z
    .array(z.string().refine(isOriginPattern, 'expected an origin like https://shop.example or https://*.shop.example'))
    .max(50)
    .default([])
    .describe('Sites that may show the chat.'),
  title: words(60).optional(),
  greeting: words(500).optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'expected a colour like #0b6e4f')
    .optional(),
  position: z.enum(['left', 'right']).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'expected a BCP 47 language, like en or he')
    .optional(),
  logo_url: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .optional(),
  starters: z.array(words(80)).max(6).optional().describe('First messages offered as buttons.'),
});
export type WidgetBody = z.infer<typeof widgetBody>;

const common = {
  path: '/v1/widget/settings',
  tag: 'Widget',
  access: 'viewer',
  query: optionalTenantQuery,
} as const;

const answers = [
  { status: 200, description: 'The settings', schema: widgetBody },
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant' },
] as const;

export const readSettingsSpec = {
  ...common,
  method: 'get',
  operationId: 'getWidgetSettings',
  summary: 'How the chat of a shop looks and which sites may show it',
  answers,
} as const;

export const saveSettingsSpec = {
  ...common,
  access: 'admin',
  method: 'put',
  operationId: 'saveWidgetSettings',
  summary: 'Replace how the chat looks and which sites may show it; seen everywhere within seconds',
  body: widgetBody,
  answers: [...answers, { status: 422, description: 'The body does not fit' }],
} as const;
