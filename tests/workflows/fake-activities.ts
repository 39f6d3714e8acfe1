import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type {
  DeliverInput,
  DraftInput,
  DraftResult,
  FollowUpActivities,
  MediaActivities,
  ModelActivities,
  SendActivities,
  StoreActivities,
  ToolInput,
} from '#activities/index.ts';
import { DEFAULT_SETTINGS } from '#domain/conversation/settings.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { OpenedNudge } from '#domain/follow-up/follow-up-desk.ts';
import type { OpenTurnInput } from '#domain/store.ts';
import { FakeHandoffs } from './fake-handoffs.ts';

export const FAST: ConversationSettings = { ...DEFAULT_SETTINGS, quietMs: 150, burstCapMs: 1_500, version: 1 };

export const plainReply: DraftResult = { kind: 'reply', calls: [], stage: 'opening', summary: 'fake 1 tok' };
export const violation: DraftResult = { kind: 'violation', calls: [], stage: null, summary: 'fake 1 tok' };
export const callTool = (tool: string): DraftResult => ({
  kind: 'tools',
  calls: [{ activity: tool, tool, callId: 'c1', input: {} }],
  stage: null,
  summary: 'fake 1 tok',
});

export type DraftScript = (
  input: DraftInput,
  context: { messages: readonly string[] },
) => Promise<DraftResult> | DraftResult;

/** Activities that keep what they were asked in memory, for tests of the workflow's own decisions. */
export class FakeActivities {
  /** Texts of the customer by turn, in recorded order. */
  readonly turns: string[][] = [];
  readonly drafts: DraftInput[] = [];
  readonly sent: DeliverInput[] = [];
  readonly tools: ToolInput[] = [];
  readonly failed: string[] = [];
  readonly ended: string[] = [];
  readonly states: string[] = [];
  readonly deadLetters: { ids: readonly string[]; reason: string }[] = [];
  readonly memories: number[] = [];
  /** Turns whose files were asked for. */
  readonly fetched: number[] = [];
  fetchFails = false;
  poison = new Set<string>();
  aiEnabled = true;
  /** Model calls that an earlier run has left in the turn. */
  lastStep = 0;
  /** Whether messages count towards summary and profile. */
  counting = true;
  private readonly known = new Set<string>();
  private readonly script: DraftScript;

  constructor(script: DraftScript = () => plainReply) {
    this.script = script;
  }

  /** What becomes of each follow-up that falls due: a turn of its own unless a test says otherwise. */
  nudge: (position: number) => Promise<OpenedNudge> | OpenedNudge = () => {
    this.turns.push([]);
    return { kind: 'send', turn: this.turns.length };
  };
  /** Places of the follow-ups that fell due. */
  readonly nudges: number[] = [];

  readonly handoffs = new FakeHandoffs(() => {
    this.turns.push([]);
    return this.turns.length;
  });
  /** Handoffs that were summarized. */
  readonly summarized: string[] = [];

  readonly conversations: StoreActivities & FollowUpActivities & Record<string, unknown> = {
    ...this.handoffs.activities,
    openNudge: async ({ position }) => {
      this.nudges.push(position);
      return this.nudge(position);
    },
    openTurn: async (input: OpenTurnInput) => {
      const bad = input.messages.find((message) => this.poison.has(message.id));
      if (bad) throw ApplicationFailure.nonRetryable(`can't keep ${bad.id}`, 'InvalidInput');
      const fresh = input.messages.filter((message) => !this.known.has(message.id));
      for (const message of fresh) this.known.add(message.id);
      const turn = input.turn ?? this.turns.length + 1;
      (this.turns[turn - 1] ??= []).push(...fresh.map((message) => message.text));
      return {
        conversationId: '0190a000-0000-7000-8000-000000000001',
        contactId: '0190a000-0000-7000-8000-000000000002',
        turn,
        fresh: fresh.length,
        needsAnswer: fresh.length > 0 && input.answering,
        stage: 'greeting' as const,
        aiEnabled: this.aiEnabled,
        openHandoff: false,
        held: false,
        confirmsOptOut: false,
        takenOver: false,
        settings: null,
        ...(this.lastStep > 0 && { lastStep: this.lastStep }),
        ...filesOf(input),
      };
    },
    failTurn: async (input) => {
      this.failed.push(input.reason);
    },
    endTurn: async (input) => {
      this.ended.push(input.outcome);
      return { messages: this.known.size, summarizedThrough: 0, profiledThrough: 0 };
    },
    setState: async (input) => {
      this.states.push(input.status);
    },
    quarantine: async (input) => {
      this.deadLetters.push({ ids: input.messageIds, reason: input.reason });
    },
    create_order: async (input: ToolInput) => {
      this.tools.push(input);
      return { ok: true, effect: 'order_created' as const };
    },
    request_handoff: async (input: ToolInput) => {
      this.tools.push(input);
      return { ok: true, effect: 'handoff_requested' as const };
    },
    broken_tool: async () => {
      throw ApplicationFailure.nonRetryable('the tool is broken', 'Unexpected');
    },
  };

  readonly models: ModelActivities = {
    draftReply: async (input) => {
      this.drafts.push(input);
      const beat = setInterval(() => Context.current().heartbeat(), 200);
      try {
        return await this.script(input, { messages: this.turns.at(-1) ?? [] });
      } finally {
        clearInterval(beat);
      }
    },
    refreshMemory: async (input) => {
      this.memories.push(input.messages);
      return { summarizedThrough: input.messages, profiledThrough: input.messages };
    },
    summarizeHandoff: async ({ handoffId }) => {
      this.summarized.push(handoffId);
    },
  };

  readonly media: MediaActivities = {
    fetchMedia: async ({ turn }) => {
      this.fetched.push(turn.turn);
      if (this.fetchFails) throw ApplicationFailure.nonRetryable('no files today', 'MediaUnavailable');
      return { stored: 1, heard: 0, refused: 0 };
    },
  };

  readonly sends: SendActivities = {
    deliverReply: async (input) => {
      this.sent.push(input);
      const messages = this.counting ? this.known.size + this.sent.length : 0;
      return { messages, summarizedThrough: 0, profiledThrough: 0, outcome: input.outcome };
    },
  };
}

function filesOf({ messages }: OpenTurnInput): { readonly files?: number } {
  const files = messages.flatMap((message) => message.attachments ?? []).length;
  return files > 0 ? { files } : {};
}

/** Waits inside a model call until it is cancelled. */
export async function untilCancelled(): Promise<never> {
  await Context.current().cancelled;
  throw new Error('not reached');
}
