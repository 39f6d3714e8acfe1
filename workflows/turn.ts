import type { DraftResult, FailReason, PlannedCall } from '#activities/index.ts';
import type { Stage } from '#domain/conversation/stage.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import { draftOrInterrupt } from './draft-or-interrupt.ts';
import { failureType } from './failure-type.ts';
import { startDeadline } from './start-deadline.ts';
import type { Inbox } from './inbox.ts';
import type { InboundSignal } from './messages.ts';
import type { Proxies } from './proxies.ts';
import type { ConversationState } from './state.ts';

/** What a turn needs of its conversation. */
export interface TurnHost {
  readonly state: ConversationState;
  readonly inbox: Inbox;
  readonly store: Proxies['store'];
  readonly tools: Proxies['tools'];
  readonly networkTools: Proxies['networkTools'];
  readonly models: Proxies['models'];
  /** Records what waits in the inbox as messages of `turn` that came after `afterStep` model calls. */
  record(turn: number, afterStep: number): Promise<unknown>;
}

/** What a turn came to before anything is sent. */
export type Drafted =
  | {
      readonly kind: 'reply';
      readonly step: number;
      readonly stage: Stage;
      readonly outcome: 'answered' | 'safe_reply';
    }
  | { readonly kind: 'held' };

/**
 * Finds the words that answer a turn: draft, tools, draft again, until the claim gate lets a reply through. Newer
 * messages cancel a draft and join the turn; tools that have begun are never thrown away. Ends in honest words and a
 * handoff when models, tools or claims don't work out.
 */
export class Turn {
  private readonly conversation: TurnHost;
  private readonly ref: TurnRef;
  private readonly stream: boolean;
  private readonly startedAt = Date.now();
  /** Numbers steps; never given twice, since a cancelled draft may still be recorded late, or was by an earlier run. */
  private step: number;
  private calls = 0;
  private round = 0;
  private redrafts = 0;
  private modelIndex = 0;

  constructor(
    conversation: TurnHost,
    { turn, lastStep }: { readonly turn: number; readonly lastStep: number },
    batch: readonly InboundSignal[],
  ) {
    this.conversation = conversation;
    this.step = lastStep;
    this.ref = { ...conversation.state.ref, turn };
    this.stream = batch.some((signal) => signal.stream === true);
  }

  async draft(): Promise<Drafted> {
    const { settings } = this.conversation.state;
    for (;;) {
      if (!this.conversation.state.answering) return { kind: 'held' };
      if (this.conversation.state.optOutTurn === this.ref.turn) return this.fail('opt_out');
      if (this.conversation.state.ratedTurn === this.ref.turn) return this.fail('rated');
      if (this.calls >= settings.maxSteps) return this.fail('steps');
      const drafted = await this.nextDraft();
      if (drafted === 'interrupted') {
        await this.merge();
      } else if (typeof drafted === 'string') {
        return this.fail(drafted);
      } else if (drafted.kind === 'tools') {
        if (!(await this.runTools(drafted.calls))) return this.fail('tool_failed');
        if (this.hasNews()) await this.merge();
      } else if (drafted.kind === 'violation') {
        this.redrafts += 1;
        if (this.redrafts > settings.maxRedrafts) return this.fail('claims');
      } else if (this.hasNews()) {
        await this.merge();
      } else {
        const stage = drafted.stage ?? this.conversation.state.stage;
        return { kind: 'reply', step: this.step, stage, outcome: 'answered' };
      }
    }
  }

  /** One model call; a model that fails for good gives way to the next of the list. */
  private async nextDraft(): Promise<DraftResult | 'interrupted' | FailReason> {
    const { models, state } = this.conversation;
    for (;;) {
      this.step += 1;
      this.calls += 1;
      const input = {
        turn: this.ref,
        step: this.step,
        round: this.round,
        modelIndex: this.modelIndex,
        stream: this.stream,
      };
      const summary = this.step === 1 ? `turn ${this.ref.turn}` : `turn ${this.ref.turn}, call ${this.step}`;
      try {
        return await draftOrInterrupt(
          () => models.draftReply.executeWithOptions({ summary }, [input]),
          () => this.hasNews() || !state.answering,
        );
      } catch (error) {
        const type = failureType(error);
        if (type === 'NoModelLeft') return 'model_failed';
        this.modelIndex += 1;
        if (Date.now() - this.startedAt > state.settings.turnBudgetMs) return 'budget';
      }
    }
  }

  /** Newer messages join while they are few; a customer who never stops writing is answered all the same. */
  private hasNews(): boolean {
    return this.conversation.inbox.size > 0 && this.round < this.conversation.state.settings.maxInterrupts;
  }

  private async merge(): Promise<void> {
    if (!this.conversation.state.answering) return;
    this.round += 1;
    await this.conversation.inbox.burstEnd(this.conversation.state.settings);
    await this.conversation.record(this.ref.turn, this.step);
  }

  /** Runs every call the model asked for, in order. False when one could not be carried out at all. */
  private async runTools(calls: readonly PlannedCall[]): Promise<boolean> {
    const { state, tools, networkTools } = this.conversation;
    for (const call of calls) {
      const run = (call.network ? networkTools : tools)[call.activity];
      if (!run || state.contactId === null) return false;
      try {
        const outcome = await run({ turn: this.ref, contactId: state.contactId, step: this.step, call });
        if (outcome.effect === 'handoff_requested' && state.status === 'bot') state.status = 'waiting';
        if (outcome.watch) await startDeadline({ ...outcome.watch, tenantId: state.address.tenantId });
      } catch (error) {
        failureType(error);
        return false;
      }
    }
    return true;
  }

  private async fail(reason: FailReason): Promise<Drafted> {
    const { state, store } = this.conversation;
    this.step += 1;
    await store.failTurn({ turn: this.ref, step: this.step, round: this.round, reason });
    if (reason === 'opt_out' || reason === 'rated')
      return { kind: 'reply', step: this.step, stage: state.stage, outcome: 'answered' };
    if (state.status === 'bot') state.status = 'waiting';
    return { kind: 'reply', step: this.step, stage: state.stage, outcome: 'safe_reply' };
  }
}
