import { CancellationScope, isCancellation, log } from '@temporalio/workflow';
import { memoryDue } from '#domain/conversation/memory-due.ts';
import type { CompletedTurn } from '#domain/turn/delivery.ts';
import type { Proxies } from './proxies.ts';
import type { ConversationState } from './state.ts';

/** Keeps summary and profile up to date beside the conversation; never delays a reply. */
export class MemoryKeeper {
  private readonly state: ConversationState;
  private readonly activities: Proxies['memory'];
  /** Messages there were at the last try: a model that gives nothing usable is asked again at the next mark, not each turn. */
  private triedAt = 0;
  private running: { readonly scope: CancellationScope; readonly done: Promise<void> } | undefined;

  constructor(state: ConversationState, activities: Proxies['memory']) {
    this.state = state;
    this.activities = activities;
  }

  /** Starts one refresh when a mark is passed; while one runs, the next waits for a later turn. */
  refreshIfDue(turn: CompletedTurn): void {
    const { state } = this;
    state.summarizedThrough = Math.max(state.summarizedThrough, turn.summarizedThrough);
    state.profiledThrough = Math.max(state.profiledThrough, turn.profiledThrough);
    const due = memoryDue({
      messages: turn.messages,
      summarizedThrough: Math.max(state.summarizedThrough, this.triedAt),
      profiledThrough: Math.max(state.profiledThrough, this.triedAt),
    });
    if (this.running || (!due.summary && !due.profile)) return;
    this.triedAt = turn.messages;
    const summary = [due.summary && 'summary', due.profile && 'profile'].filter(Boolean).join(' + ');
    const scope = new CancellationScope({ cancellable: true });
    const done = scope
      .run(() => this.refresh(turn.messages, summary))
      .finally(() => {
        this.running = undefined;
      });
    this.running = { scope, done };
  }

  /** Before a run ends: what has not finished is due again after a later turn. */
  async stop(): Promise<void> {
    this.running?.scope.cancel();
    await this.running?.done;
  }

  private async refresh(messages: number, summary: string): Promise<void> {
    const input = { conversation: this.state.ref, messages };
    try {
      const marks = await this.activities.refreshMemory.executeWithOptions({ summary }, [input]);
      this.state.summarizedThrough = marks.summarizedThrough;
      this.state.profiledThrough = marks.profiledThrough;
    } catch (error) {
      if (!isCancellation(error)) log.warn('memory not refreshed; tried again after a later turn', { summary });
    }
  }
}
