import type { Page, PageRequest } from '#domain/page.ts';

/** A person who left details and agreed to be contacted. */
export interface Lead {
  readonly id: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly whatsapp: string | null;
  readonly interest: string | null;
  /** The channel they came through. */
  readonly source: string;
  readonly consentAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a conversation learned; details left out stay as they were. At least one way to reach the person. */
export interface NewLead {
  readonly name: string;
  readonly email: string | null;
  readonly whatsapp: string | null;
  readonly interest: string | null;
}

/** Leads as tools of one customer see them; bound to one open transaction. */
export interface LeadDesk {
  /** Keeps this customer's details with the moment of their consent; one lead a customer, brought up to date. */
  capture(lead: NewLead, consentAt: Date): Promise<Lead>;
}

export interface LeadFilter {
  /** Part of name, email or number; null = all. */
  readonly search: string | null;
  readonly source: string | null;
  /** Created at or after, and before; ISO 8601 UTC. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Leads as staff see them, newest first. */
export interface LeadBook {
  list(tenantId: string, filter: LeadFilter, page: PageRequest): Promise<Page<Lead>>;
}
