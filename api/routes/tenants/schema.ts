import { z } from 'zod';
import { emailAddress, personName } from '#domain/account/user.ts';
import { tenantSlug } from '#api/http/tenant.ts';
import { linkView } from '#api/routes/users/schema.ts';

/** A shop as it is opened; the rest is set later. */
export const businessBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  slug: tenantSlug.optional().describe('In addresses; left out = made of the name.'),
  currency: z
    .string()
    .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'expected an ISO 4217 code')
    .describe('ISO 4217.'),
  language: z
    .string()
    .max(35)
    .refine(isLanguage, 'expected a BCP 47 language, such as en or he')
    .default('en')
    .describe('BCP 47 language used when a customer’s is unknown.'),
  time_zone: z.string().max(64).refine(isTimeZone, 'expected an IANA time zone').default('UTC').describe('IANA zone.'),
});
export type BusinessBody = z.output<typeof businessBody>;

const tenantView = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const spec = { path: '/v1/tenants', tag: 'Tenants', access: 'platform' } as const;
const REFUSED = [
  { status: 401, description: 'No valid key' },
  { status: 403, description: 'Only the platform may' },
] as const;

export const listTenantsSpec = {
  ...spec,
  method: 'get',
  operationId: 'listTenants',
  summary: 'Every shop of the platform, by slug',
  answers: [{ status: 200, description: 'Tenants', schema: z.object({ tenants: z.array(tenantView) }) }, ...REFUSED],
} as const;

export const createTenantSpec = {
  ...spec,
  method: 'post',
  operationId: 'createTenant',
  summary: 'Open a shop and invite its first admin; the link is in the answer',
  body: z.strictObject({ business: businessBody, admin: z.strictObject({ name: personName, email: emailAddress }) }),
  answers: [
    { status: 201, description: 'Opened', schema: z.object({ tenant: tenantView, invite: linkView }) },
    { status: 409, description: 'The slug is taken' },
    { status: 422, description: 'The body does not fit' },
    ...REFUSED,
  ],
} as const;

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
