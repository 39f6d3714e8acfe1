import { CancellationScope, isCancellation, log } from '@temporalio/workflow';
import type { NoticeKind } from '#domain/handoff/handoff-policy.ts';
import type { HandoffDues, HandoffStep } from '#domain/handoff/review-handoff.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { Conversation } from './conversation-core.ts';
import type { DueName, DueWatch } from './due-watch.ts';
import { failureType } from './failure-type.ts';

/** What the keeper has colleagues' desk do in nobody's name. Each moves state before it awaits, as a colleague's wish does. */
export interface HandoffHands {
  assign(to: StaffMember): Promise<unknown>;
  giveBack(step: Extract<HandoffStep, { readonly kind: 'release' }>): Promise<unknown>;
}

const DUES: readonly (readonly [DueName, keyof HandoffDues])[] = [
  ['handoffUnclaimed', 'unclaimed'],
  ['assigneeSilent', 'assigneeSilent'],
  ['firstResponse', 'firstResponse'],
  ['nextResponse', 'nextResponse'],
  ['resolution', 'resolution'],
];
/** Steps at one look: told, given to somebody, taken back. More means that something is wrong. */
const MOST_STEPS = 4;

/**
 * Keeps a handoff moving: has its limits looked at when something changed and when one falls due, and does what is due.
 * The rules and the business hours are the store's; here are only the times that come back.
 */
export class HandoffKeeper {
  private readonly talk: Conversation;
  private readonly hands: HandoffHands;
  private dues: HandoffDues | null = null;
  /** Rises with every reason to look; 0 = none. A time long past, and never the same twice. */
  private wish = 0;
  private wishes = 0;
  /** Rises when a colleague does something: what was found before is about a conversation that has moved on. */
  private moves = 0;
  private toTell: { readonly handoffId: string; readonly what: NoticeKind }[] = [];
  private summarizing: { readonly scope: CancellationScope; readonly done: Promise<void> } | undefined;
  private summarized: string | null = null;

  constructor(talk: Conversation, hands: HandoffHands) {
    this.talk = talk;
    this.hands = hands;
    const { status, conversationId } = talk.state;
    if (status !== 'bot' && conversationId !== null) this.lookAgain();
  }

  watch(watch: DueWatch): void {
    for (const [name, key] of DUES) {
      const at = () => this.dues?.[key] ?? null;
      watch.add({
        name,
        at: name === 'handoffUnclaimed' ? () => (this.wish > 0 ? this.wish : at()) : at,
        meet: () => this.meet(),
      });
    }
  }

  /** True while something of a handoff is still to come: the conversation must not close itself. */
  get isBusy(): boolean {
    return this.wish > 0 || Object.values(this.dues ?? {}).some((due) => due !== null);
  }

  /** Something changed that a handoff's limits may hang on. */
  lookAgain(): void {
    this.wishes += 1;
    this.wish = this.wishes;
  }

  /** A colleague did something. */
  moved(): void {
    this.moves += 1;
    this.lookAgain();
  }

  /** After each turn: a person is waited for now, or the customer wrote to one. */
  afterTurn(): void {
    const { status } = this.talk.state;
    if (status === 'human' || (status === 'waiting' && this.dues === null)) this.lookAgain();
  }

  /** Asks the customer how the handoff went, as far as the shop wants to know. */
  askForRating(handoffId: string): void {
    this.toTell.push({ handoffId, what: 'csatQuestion' });
  }

  /** Before a run ends: a summary that is not written yet is begun anew by the next. */
  async stop(): Promise<void> {
    this.summarizing?.scope.cancel();
    await this.summarizing?.done;
  }

  private async meet(): Promise<void> {
    this.wish = 0;
    try {
      for (const notice of this.toTell.splice(0)) await this.tell(notice.handoffId, notice.what);
      for (let steps = 0; steps < MOST_STEPS && (await this.review()); steps += 1);
      this.talk.state.publish(this.talk.inbox.size);
    } catch (error) {
      // The conversation goes on; the next change has it looked at again.
      log.warn('handoff not reviewed', { reason: failureType(error) });
      this.dues = null;
    }
  }

  /** True when something was done, and it has to be looked at again. */
  private async review(): Promise<boolean> {
    const { state, store } = this.talk;
    const { moves } = this;
    const { status, assignee } = state;
    if (status === 'bot') {
      this.dues = null;
      state.handoffReason = null;
      return false;
    }
    const found = await store.reviewHandoff({ conversation: state.ref, status, assignee, now: Date.now() });
    this.dues = found.dues;
    state.handoffReason = found.source;
    if (found.handoffId === null) return false;
    if (found.unsummarized) this.summarize(found.handoffId);
    // A colleague was faster: their move has it looked at again.
    if (found.step === null || moves !== this.moves) return false;
    await this.take(found.handoffId, found.step);
    return true;
  }

  private async take(handoffId: string, step: HandoffStep): Promise<void> {
    switch (step.kind) {
      case 'tell':
        return this.tell(handoffId, step.what);
      case 'assign':
        if (this.talk.state.status !== 'human') await this.hands.assign(step.to);
        return;
      case 'release':
        if (this.talk.state.status === 'human') await this.hands.giveBack(step);
    }
  }

  /** A turn of the shop's own words; not while a person has the conversation, nor with AI switched off. */
  private async tell(handoffId: string, what: NoticeKind): Promise<void> {
    const { state, store } = this.talk;
    if (!state.answering) return;
    const opened = await store.openNotice({ conversation: state.ref, handoffId, what });
    if (opened === null || opened.finished) return;
    const { turn } = opened;
    state.turn = Math.max(state.turn, turn);
    if (!state.answering) return this.talk.endWithoutWords(turn, 'held');
    await this.talk.deliver({ turn, step: 1, stage: state.stage, outcome: 'answered' });
  }

  /** Beside the talk, once: the person who takes it must not wait for a model, nor must the customer. */
  private summarize(handoffId: string): void {
    if (this.summarizing || this.summarized === handoffId) return;
    const scope = new CancellationScope({ cancellable: true });
    const done = scope
      .run(() => this.writeSummary(handoffId))
      .finally(() => {
        this.summarizing = undefined;
      });
    this.summarizing = { scope, done };
  }

  private async writeSummary(handoffId: string): Promise<void> {
    const input = { conversation: this.talk.state.ref, handoffId };
    try {
      await this.talk.beside.summarizeHandoff.executeWithOptions({ summary: 'summary for a colleague' }, [input]);
      this.summarized = handoffId;
    } catch (error) {
      if (isCancellation(error)) return;
      // The conversation's own summary has to do.
      this.summarized = handoffId;
      log.warn('handoff not summarized', { reason: failureType(error) });
    }
  }
}
