import type { Stage } from './stage.ts';

/**
 * Durations and bounds of one conversation, from the tenant's settings. They reach the workflow as
 * arguments, so that a change never breaks a running conversation. All times in milliseconds.
 */
export interface ConversationSettings {
  /** Rises with every change of the tenant's settings; the workflow asks for news with it. */
  readonly version: number;
  /** A burst ends after this long without a new message (messaging 1500, widget 400, synchronous 0). */
  readonly quietMs: number;
  /** … or this long after its first message, whatever comes (8000). */
  readonly burstCapMs: number;
  /** With no message for this long the conversation closes itself; the next message reopens it. */
  readonly idleCloseMs: number;
  /** Continue-as-new after this many turns in one run (50). */
  readonly turnsPerRun: number;
  /** Model calls in one turn before it is stopped and handed off (8). */
  readonly maxSteps: number;
  /** How often new messages may restart a draft in one turn before they wait for the next (4). */
  readonly maxInterrupts: number;
  /** Claim-gate redrafts before the safe text (2). */
  readonly maxRedrafts: number;
  /** A turn's whole budget; past it the customer gets the safe text and a person is asked for (60000). */
  readonly turnBudgetMs: number;
  /** Silence of the customer before each follow-up, by stage, from our last words; left out = none are sent. */
  readonly nudgeDelaysMs?: Partial<Record<Stage, readonly number[]>>;
}

export const DEFAULT_SETTINGS: ConversationSettings = {
  version: 0,
  quietMs: 1_500,
  burstCapMs: 8_000,
  idleCloseMs: 72 * 3_600_000,
  turnsPerRun: 50,
  maxSteps: 8,
  maxInterrupts: 4,
  maxRedrafts: 2,
  turnBudgetMs: 60_000,
};
