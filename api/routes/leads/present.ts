import type { Lead } from '#domain/lead/lead.ts';
import type { LeadView } from './schema.ts';

export function presentLead(lead: Lead): LeadView {
  return {
    id: lead.id,
    name: lead.name,
    email: lead.email,
    whatsapp: lead.whatsapp,
    interest: lead.interest,
    source: lead.source,
    contact_id: lead.contactId,
    conversation_id: lead.conversationId,
    consent_at: lead.consentAt,
    created_at: lead.createdAt,
    updated_at: lead.updatedAt,
  };
}
