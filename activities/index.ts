import { DATABASE_TOOLS, NETWORK_TOOLS, REFUSE_TOOL } from '#agent/tools/registry.ts';
import type { CompleteTurnInput, CompletedTurn } from '#domain/turn/delivery.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { OpenedTurn, OpenTurnInput } from '#domain/store.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { createDeadlineActivities } from './deadlines/deadline-activities.ts';
import { createEmbeddingActivities } from './catalogue/embed-due-texts.ts';
import { createFetchCatalog } from './catalogue/fetch-catalog.ts';
import { createDeliverReply } from './deliver-reply.ts';
import type { DeliverInput, DeliverResult } from './deliver-reply.ts';
import type { ActivityDeps } from './deps.ts';
import { createDraftReply } from './draft-reply.ts';
import type { DraftInput, DraftResult } from './draft-reply.ts';
import { createFollowUpActivities } from './follow-up/open-nudge.ts';
import { createFetchMedia } from './media/fetch-media.ts';
import type { MediaActivities } from './media/fetch-media.ts';
import { createFailTurn } from './fail-turn.ts';
import type { FailTurnInput } from './fail-turn.ts';
import { createKnowledgeActivities } from './knowledge/knowledge-activities.ts';
import { createEraseActivities } from '#activities/privacy/erase-activities.ts';
import { namedByProvider, openedTurn, opening } from '#activities/privacy/opened.ts';
import { createRefreshMemory } from './refresh-memory.ts';
import type { MemoryInput, MemoryMarks } from './refresh-memory.ts';
import { createPromptActivities } from './prompt/prompt-activities.ts';
import { createReportActivities } from './report/report-activities.ts';
import { createNetworkToolActivity } from './run-network-tool.ts';
import { createToolActivity } from './run-tool.ts';
import type { ToolInput, ToolOutcome } from './run-tool.ts';
import { createStaffActivities } from './staff.ts';
import { createSummarizeHandoff } from './summarize-handoff.ts';
import type { SummarizeInput } from './summarize-handoff.ts';
import { toFailure } from './to-failure.ts';
import { createWebhookActivities } from './webhooks/webhook-activities.ts';

export type { DeadlineActivities, DeadlineClockActivities } from './deadlines/deadline-activities.ts';
export type { CatalogActivities } from './catalogue/fetch-catalog.ts';
export type { EmbeddingActivities } from './catalogue/embed-due-texts.ts';
export type { DeliverInput, DeliverResult } from './deliver-reply.ts';
export type { DraftInput, DraftResult, PlannedCall } from './draft-reply.ts';
export type { FollowUpActivities } from './follow-up/open-nudge.ts';
export type { FailReason, FailTurnInput } from './fail-turn.ts';
export type { DocumentActivities, IngestActivities } from './knowledge/knowledge-activities.ts';
export type { MemoryInput, MemoryMarks } from './refresh-memory.ts';
export type { MediaActivities } from './media/fetch-media.ts';
export type { EraseActivities } from '#activities/privacy/erase-activities.ts';
export type { StaffActivities } from './staff.ts';
export type { PromptActivities } from './prompt/prompt-activities.ts';
export type { AnswerActivities, PlanActivities } from './report/report-activities.ts';
export type { ToolInput, ToolOutcome } from './run-tool.ts';
export type { WebhookActivities, WebhookSweepActivities } from './webhooks/webhook-activities.ts';

export interface SetStateInput {
  readonly conversation: ConversationRef;
  readonly status: Status;
  readonly aiEnabled: boolean;
}

export interface QuarantineInput {
  readonly tenantId: string;
  readonly workflowId: string;
  readonly messageIds: readonly string[];
  readonly reason: string;
  readonly payload: Json;
}

/** Steps of a few milliseconds in the database; run as local activities. */
export interface StoreActivities {
  openTurn(input: OpenTurnInput): Promise<OpenedTurn>;
  failTurn(input: FailTurnInput): Promise<void>;
  endTurn(input: CompleteTurnInput): Promise<CompletedTurn>;
  setState(input: SetStateInput): Promise<void>;
  quarantine(input: QuarantineInput): Promise<void>;
}

/** Calls over the network to language models. */
export interface ModelActivities {
  draftReply(input: DraftInput): Promise<DraftResult>;
  refreshMemory(input: MemoryInput): Promise<MemoryMarks>;
  summarizeHandoff(input: SummarizeInput): Promise<void>;
}

/** Calls over the network to channels. */
export interface SendActivities {
  deliverReply(input: DeliverInput): Promise<DeliverResult>;
}

/** One activity a tool, under the tool's own name, so that the Web UI reads like the conversation. */
export type ToolActivities = Record<string, (input: ToolInput) => Promise<ToolOutcome>>;

/** Every activity of a worker, errors already turned into failures the workflow decides by. */
export function createActivities(deps: ActivityDeps) {
  const { store, vault } = deps;
  const stores: StoreActivities = {
    openTurn: async (input) => store.openTurn(await openedTurn(vault, input)),
    failTurn: createFailTurn(deps),
    endTurn: (input) => store.completeTurn(input),
    setState: ({ conversation, ...state }) => store.setState(conversation, state),
    quarantine: async (input) => store.deadLetter(await namedByProvider(vault, input)),
  };
  const staff = opening(vault, createStaffActivities(deps));
  const models: ModelActivities = {
    draftReply: createDraftReply(deps),
    refreshMemory: createRefreshMemory(deps),
    summarizeHandoff: createSummarizeHandoff(deps),
  };
  const sends: SendActivities = { deliverReply: createDeliverReply(deps) };
  const tool = createToolActivity(deps);
  const tools: ToolActivities = Object.fromEntries([...DATABASE_TOOLS, REFUSE_TOOL].map((name) => [name, tool]));
  const networkTool = createNetworkToolActivity(deps);
  const networkTools: ToolActivities = Object.fromEntries(NETWORK_TOOLS.map((name) => [name, networkTool]));
  const { clock, deadlines } = createDeadlineActivities(deps);
  const { documents, ingest } = createKnowledgeActivities(deps);
  const embedding = createEmbeddingActivities(deps);
  const catalog = createFetchCatalog(deps);
  const media: MediaActivities = { fetchMedia: createFetchMedia(deps) };
  const outgoing = createWebhookActivities(deps);
  return {
    conversations: guarded({
      ...stores,
      ...createFollowUpActivities(deps),
      ...staff,
      ...tools,
      ...clock,
      ...documents,
      ...createEraseActivities(deps),
    }),
    models: guarded({ ...models, ...embedding, ...createReportActivities(deps), ...createPromptActivities(deps) }),
    tools: guarded({ ...networkTools, ...deadlines, ...catalog, ...media }),
    sends: guarded(sends),
    knowledge: guarded(ingest),
    webhooks: guarded({ ...outgoing.webhooks, ...outgoing.sweep }),
  };
}

type AnyActivity = (input: never) => Promise<unknown>;

function guarded<T extends Record<keyof T, AnyActivity>>(activities: T): T {
  const entries = Object.entries<AnyActivity>(activities).map(([name, run]) => [
    name,
    async (input: never) => {
      try {
        return await run(input);
      } catch (error) {
        throw toFailure(error);
      }
    },
  ]);
  return Object.fromEntries(entries) as T;
}
