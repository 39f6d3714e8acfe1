import { z } from 'zod';
import { countryOf, parsePhone } from '#domain/contact/phone.ts';
import { refuse } from '#agent/tools/refusals.ts';
import { shortText } from '#agent/tools/schemas.ts';
import { defineTool } from '#agent/tools/tool.ts';

const TOOL = 'capture_lead';

export const captureLead = defineTool({
  name: TOOL,
  description:
    'Keeps the details of a customer who wants to be contacted: name and an email or a WhatsApp number. Ask for them one by one, ' +
    'never press. Call it only after the customer has agreed that the shop keeps the details and contacts them; consent is their own words.',
  schema: z.strictObject({
    name: shortText(120, 'Name as the customer gave it').min(1),
    email: shortText(254, 'Email address').optional(),
    whatsapp: shortText(40, 'WhatsApp number as the customer wrote it').optional(),
    interest: shortText(500, 'What it is about, in a few words').optional(),
    consent: z.boolean().describe('True only when the customer said yes to being contacted'),
  }),
  run: async (input, { desk, tenant, now }) => {
    if (!input.consent) {
      return refuse(
        TOOL,
        'consent_needed',
        'Nothing was kept. Ask whether the shop may keep the details and contact them.',
      );
    }
    const email = input.email ? z.email().max(254).safeParse(input.email.toLowerCase()) : null;
    if (email !== null && !email.success) {
      return refuse(TOOL, 'bad_email', 'That is no email address. Nothing was kept; ask for it again.');
    }
    const whatsapp = input.whatsapp ? parsePhone(input.whatsapp, countryOf(tenant.currency)) : null;
    if (whatsapp === undefined) {
      return refuse(
        TOOL,
        'bad_phone',
        'That is no phone number that exists. Nothing was kept; ask for it again, with the country code.',
      );
    }
    if (email === null && whatsapp === null) {
      return refuse(TOOL, 'contact_needed', 'Nothing was kept. Ask for an email address or a WhatsApp number.');
    }
    const lead = await desk.leads.capture(
      { name: input.name, email: email?.data ?? null, whatsapp, interest: input.interest || null },
      now,
    );
    return {
      ok: true,
      data: { lead: { name: lead.name, email: lead.email, whatsapp: lead.whatsapp } },
      effect: { kind: 'lead_captured' },
      summary: TOOL,
    };
  },
});
