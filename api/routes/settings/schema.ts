import { z } from 'zod';
import { SETTINGS_SECTIONS } from '#domain/tenant/settings-sections.ts';
import { ifMatchHeader } from '#api/http/etag.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const { profile, timings, handoff, followUps } = SETTINGS_SECTIONS;

const reply = z.object({ settings: z.object({ profile, timings, handoff, followUps }) });
const common = { path: '/v1/settings', tag: 'Settings', query: optionalTenantQuery } as const;
const KEY = { status: 401, description: 'No valid key' } as const;
const MISSING = { status: 404, description: 'Unknown tenant' } as const;

/** Any keys of a section; whether they fit is decided with those that are set already. */
const some = (shape: z.ZodRawShape) => z.strictObject(loose(shape)).optional();

function loose(shape: z.ZodRawShape): z.ZodRawShape {
  return Object.fromEntries(Object.keys(shape).map((key) => [key, z.json().optional()]));
}

export const readSettingsSpec = {
  ...common,
  method: 'get',
  operationId: 'getSettings',
  summary: 'How a shop is set up, by section; the ETag is the version',
  access: 'viewer',
  answers: [{ status: 200, description: 'The settings, defaults filled in', schema: reply }, KEY, MISSING],
} as const;

export const changeSettingsSpec = {
  ...common,
  method: 'patch',
  operationId: 'changeSettings',
  summary: 'Changes keys of sections; running conversations take it over with their next message',
  access: 'admin',
  headers: ifMatchHeader,
  body: z
    .strictObject({
      profile: some(profile.shape),
      timings: some(timings.shape),
      handoff: some(handoff.shape),
      followUps: some(followUps.shape),
    })
    .refine((body) => Object.values(body).some((section) => section !== undefined), 'expected a section to change')
    .describe(
      'Keys that are given replace what is set, the others stay; null gives a key its default again where it can not be null itself. Shapes as in the answer.',
    ),
  answers: [
    { status: 200, description: 'The settings as they are now', schema: reply },
    KEY,
    MISSING,
    { status: 412, description: 'They have changed since they were read; nothing was changed' },
    { status: 422, description: 'A section as a whole would not fit; nothing was changed' },
  ],
} as const;
