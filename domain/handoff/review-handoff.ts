import type { Status } from '#domain/conversation/status.ts';
import { deadlineOf, nextOpening } from './business-hours.ts';
import type { BusinessCalendar } from './business-hours.ts';
import type { HandoffPolicy } from './handoff-policy.ts';
import { raised } from './priority.ts';
import type { Priority } from './priority.ts';
import type { StaffMember } from './staff.ts';

/** The limits that a handoff may break. */
export const LIMITS = ['unclaimed', 'firstResponse', 'nextResponse', 'resolution'] as const;
export type Limit = (typeof LIMITS)[number];

/** What has been done about a handoff already: each once, or once a time the customer waits. */
export interface HandoffMarks {
  readonly unclaimed?: number;
  readonly firstResponse?: number;
  /** Since when the customer waited when this limit was last broken, epoch ms. */
  readonly nextResponse?: number;
  readonly resolution?: number;
  /** The customer was told that we are closed. */
  readonly outOfHours?: number;
  /** The customer was told that nobody is free. */
  readonly told?: number;
  /** Whom it was given to without their asking: they don't get it a second time. */
  readonly tried?: readonly string[];
}

/** A handoff as the record has it. Times are epoch ms. */
export interface HandoffFacts {
  /** Who speaks for the shop, as the conversation itself knows. */
  readonly status: Status;
  readonly priority: Priority;
  readonly openedAt: number;
  /** When it came into the queue, for the first time or again. */
  readonly queuedAt: number;
  /** When its holder took it; null in the queue. */
  readonly claimedAt: number | null;
  readonly firstReplyAt: number | null;
  /** The customer's oldest message that no person has answered; null = their last word was answered. */
  readonly waitingSince: number | null;
  /** When customer or person last wrote. */
  readonly lastWordAt: number;
  readonly marks: HandoffMarks;
  /** Who is online and holds the fewest; null when nobody is, or when colleagues choose for themselves. */
  readonly candidate: StaffMember | null;
}

export type HandoffStep =
  | { readonly kind: 'tell'; readonly what: 'outOfHours' | 'unclaimed' }
  | { readonly kind: 'assign'; readonly to: StaffMember }
  | { readonly kind: 'release'; readonly to: 'queue' | 'bot'; readonly why: 'silent' | 'forgotten' };

/** Epoch ms; null = can't fall due as things stand. */
export type HandoffDues = Readonly<Record<Limit | 'assigneeSilent', number | null>>;

export interface HandoffReview {
  readonly priority: Priority;
  readonly marks: HandoffMarks;
  /** Limits found broken just now. */
  readonly broken: readonly Limit[];
  /** What the conversation is to do now; after it, the handoff is reviewed again. */
  readonly step: HandoffStep | null;
  readonly dues: HandoffDues;
}

const MINUTE = 60_000;
/** With nobody online the search goes on, at first often, then less so. */
const SOONEST_SEARCH = MINUTE / 2;
const LATEST_SEARCH = 60 * MINUTE;

/** What a handoff needs now, and when it has to be looked at next. */
export function reviewHandoff(
  facts: HandoffFacts,
  policy: HandoffPolicy,
  { calendar, now }: { readonly calendar: BusinessCalendar; readonly now: number },
): HandoffReview {
  const clock = { policy, calendar, now };
  const limits = limitsOf(facts, clock);
  const broken = (Object.keys(limits) as Limit[]).filter((limit) => isPast(limits[limit], now));
  const since = facts.waitingSince ?? now;
  const marks = {
    ...facts.marks,
    ...Object.fromEntries(broken.map((limit) => [limit, limit === 'nextResponse' ? since : now])),
  };
  const priority = broken.reduce((level) => raised(level), facts.priority);
  const step = stepOf({ ...facts, marks }, clock, broken);
  return { priority, marks: marked(marks, step, now), broken, step, dues: duesOf({ ...facts, marks }, clock) };
}

interface Clock {
  readonly policy: HandoffPolicy;
  readonly calendar: BusinessCalendar;
  readonly now: number;
}

/** When each limit that is not broken yet will be. */
function limitsOf(facts: HandoffFacts, { policy, calendar }: Clock): Readonly<Record<Limit, number | null>> {
  const { marks, claimedAt, firstReplyAt, waitingSince } = facts;
  const after = (from: number | null, minutes: number | null) =>
    from === null || minutes === null ? null : deadlineOf(calendar, from, minutes * MINUTE);
  return {
    unclaimed:
      claimedAt !== null || marks.unclaimed !== undefined ? null : after(facts.queuedAt, policy.unclaimedMinutes),
    firstResponse:
      firstReplyAt !== null || marks.firstResponse !== undefined
        ? null
        : after(facts.openedAt, policy.firstResponseMinutes),
    nextResponse:
      firstReplyAt === null || waitingSince === null || marks.nextResponse === waitingSince
        ? null
        : after(waitingSince, policy.nextResponseMinutes),
    resolution: marks.resolution !== undefined ? null : after(facts.openedAt, policy.resolutionMinutes),
  };
}

function stepOf(facts: HandoffFacts, clock: Clock, broken: readonly Limit[]): HandoffStep | null {
  const { policy, now } = clock;
  const { marks, claimedAt } = facts;
  if (claimedAt !== null) return isPast(releaseAt(facts, clock), now) ? releaseOf(facts, policy) : null;
  const opens = nextOpening(clock.calendar, now);
  if (facts.status === 'waiting' && opens !== now && marks.outOfHours === undefined) {
    return { kind: 'tell', what: 'outOfHours' };
  }
  if (facts.candidate !== null && opens === now) return { kind: 'assign', to: facts.candidate };
  const fallback = policy.fallbackAssignee;
  const isEscalated = broken.length > 0 || marks.unclaimed !== undefined;
  if (isEscalated && fallback !== null && marks.tried?.includes(fallback.id) !== true) {
    return { kind: 'assign', to: fallback };
  }
  const isUntold = marks.unclaimed !== undefined && marks.told === undefined;
  return facts.status === 'waiting' && opens === now && isUntold ? { kind: 'tell', what: 'unclaimed' } : null;
}

/** Once is enough: a step is not asked for again, whatever becomes of it. */
function marked(marks: HandoffMarks, step: HandoffStep | null, now: number): HandoffMarks {
  if (step?.kind === 'tell') return { ...marks, [step.what === 'unclaimed' ? 'told' : step.what]: now };
  if (step?.kind === 'assign') return { ...marks, tried: [...(marks.tried ?? []), step.to.id] };
  if (step?.kind !== 'release') return marks;
  // In the queue again: that nobody takes it is news again.
  const { unclaimed: _, ...rest } = marks;
  return rest;
}

/** When a holder who stays silent loses it. */
function releaseAt(facts: HandoffFacts, { policy, calendar }: Clock): number | null {
  const { claimedAt, waitingSince } = facts;
  if (claimedAt === null) return null;
  if (waitingSince !== null || facts.firstReplyAt === null) {
    const from = Math.max(claimedAt, waitingSince ?? claimedAt);
    return policy.silentMinutes === null ? null : deadlineOf(calendar, from, policy.silentMinutes * MINUTE);
  }
  return policy.forgottenMinutes === null
    ? null
    : Math.max(claimedAt, facts.lastWordAt) + policy.forgottenMinutes * MINUTE;
}

function releaseOf(facts: HandoffFacts, policy: HandoffPolicy): HandoffStep {
  const isSilent = facts.waitingSince !== null || facts.firstReplyAt === null;
  return isSilent
    ? { kind: 'release', to: policy.silentGoesTo, why: 'silent' }
    : { kind: 'release', to: 'bot', why: 'forgotten' };
}

function duesOf(facts: HandoffFacts, clock: Clock): HandoffDues {
  return {
    ...limitsOf(facts, clock),
    unclaimed: earliest(limitsOf(facts, clock).unclaimed, searchAt(facts, clock)),
    assigneeSilent: releaseAt(facts, clock),
  };
}

/** When to look for somebody again, or for the first time once the shop opens. */
function searchAt(facts: HandoffFacts, { policy, calendar, now }: Clock): number | null {
  if (facts.claimedAt !== null || policy.assignment === 'manual') return null;
  const opens = nextOpening(calendar, now);
  if (opens !== now) return opens;
  return now + Math.min(Math.max(now - facts.queuedAt, SOONEST_SEARCH), LATEST_SEARCH);
}

function isPast(at: number | null, now: number): boolean {
  return at !== null && at <= now;
}

function earliest(...times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
