/** JSON that survives Postgres, Temporal and a model's context. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const EFFECTS = [
  'order_created',
  'order_updated',
  'order_cancelled',
  'handoff_requested',
  'booking_held',
  'booking_confirmed',
  'booking_rescheduled',
  'booking_cancelled',
  'payment_requested',
  'payment_received',
  'payment_refunded',
  'lead_captured',
  'promo_applied',
] as const;
export type EffectKind = (typeof EFFECTS)[number];

/** What a tool changed in the world; only this may be claimed to the customer. */
export interface ToolEffect {
  readonly kind: EffectKind;
  readonly orderNumber?: number;
  readonly bookingNumber?: number;
  /** An address that the tool made (a payment page); a reply may repeat it. */
  readonly url?: string;
  /** What now has a deadline of its own (a hold, a payment page); its clock is started with the receipt. */
  readonly watch?: Deadline;
}

/** Something that falls due: the row says when, a workflow is its clock. */
export interface Deadline {
  readonly subject: 'booking' | 'payment';
  /** The row's id. */
  readonly id: string;
}

/** What a tool answers, to the model and to the record. */
export interface ToolResult {
  /** False when the call was refused (bad arguments, unknown product, order not pending, …). */
  readonly ok: boolean;
  /** What the model sees; for a refusal `{ error, expected… }`. */
  readonly data: Json;
  readonly effect?: ToolEffect;
  /** One line for operations staff without personal data: `create_order #1042`. */
  readonly summary: string;
}

/** The committed proof that a tool ran: one per (conversation, turn, step, call). */
export interface Receipt {
  readonly turn: number;
  readonly step: number;
  readonly callId: string;
  readonly tool: string;
  /** Arguments as the model gave them. */
  readonly input: Json;
  readonly result: ToolResult;
}
