import { CancellationScope, condition, log, workflowInfo } from '@temporalio/workflow';
import type { DeliverResult } from '#activities/index.ts';
import type { Stage } from '#domain/conversation/stage.ts';
import type { Json } from '#domain/turn/receipt.ts';
import type { OpenedTurn } from '#domain/store.ts';
import { failureType } from './failure-type.ts';
import { Inbox } from './inbox.ts';
import { MemoryKeeper } from './memory-keeper.ts';
import type { ConversationStart, InboundSignal } from './messages.ts';
import { createProxies } from './proxies.ts';
import type { Proxies } from './proxies.ts';
import { ConversationState } from './state.ts';
import { Turn } from './turn.ts';

/** Messages recorded in one transaction; a larger burst is recorded in several. */
const BATCH = 100;

/** One conversation: its inbox, its state, and what it does with them. The only writer of this conversation. */
export class Conversation {
  readonly state: ConversationState;
  readonly inbox: Inbox;
  readonly memory: MemoryKeeper;
  readonly store: Proxies['store'];
  readonly tools: Proxies['tools'];
  readonly networkTools: Proxies['networkTools'];
  readonly models: Proxies['models'];
  readonly nudgeModels: Proxies['nudgeModels'];
  readonly nudgeSends: Proxies['nudgeSends'];
  /** Model calls that nobody waits for. */
  readonly beside: Proxies['memory'];
  private readonly sends: Proxies['sends'];
  private readonly media: Proxies['media'];
  /** Files of recorded messages that are still at their provider's. */
  private files = 0;
  /** The turn that is being answered. */
  working: number | null = null;
  /** What is on its way to the customer, by turn. */
  private readonly outgoing = new Map<number, CancellationScope>();
  private recording = 0;
  /** A turn that a colleague has left for the bot to answer. */
  owed: { readonly turn: number; readonly lastStep: number } | null = null;

  constructor(start: ConversationStart) {
    const proxies = createProxies(start.address);
    this.state = new ConversationState(workflowInfo().workflowId, start.address, start.settings, start.carried);
    this.inbox = new Inbox(start.carried ?? { seen: [], inbox: [] });
    this.memory = new MemoryKeeper(this.state, proxies.memory);
    this.store = proxies.store;
    this.tools = proxies.tools;
    this.networkTools = proxies.networkTools;
    this.models = proxies.models;
    this.nudgeModels = proxies.nudgeModels;
    this.nudgeSends = proxies.nudgeSends;
    this.beside = proxies.memory;
    this.sends = proxies.sends;
    this.media = proxies.media;
  }

  /** From the end of a burst to the delivered reply. Never throws but on cancellation: the next message must get its turn. */
  async runTurn(): Promise<void> {
    this.state.nudge = null;
    const batch = await this.show('reading', () => this.record(null, 0));
    const opened = batch.opened;
    if (!opened?.needsAnswer) this.state.turnsInRun += 1;
    else await this.answer(opened, batch.signals);
  }

  /** Answers what the customer wrote while a person held the conversation. */
  async answerOwed(): Promise<void> {
    const { owed } = this;
    this.owed = null;
    if (owed !== null && this.state.answering) await this.answer(owed, []);
  }

  private async answer(
    { turn, lastStep = 0 }: Pick<OpenedTurn, 'turn' | 'lastStep'>,
    signals: readonly InboundSignal[],
  ): Promise<void> {
    this.state.turnsInRun += 1;
    this.working = turn;
    try {
      const drafted = await this.show('drafting a reply', () => new Turn(this, { turn, lastStep }, signals).draft());
      if (this.state.skipped === turn) return await this.giveTurnUp(turn, signals, 'skipped');
      if (drafted.kind === 'held' || !this.state.answering) return await this.endWithoutWords(turn, 'held');
      const { step, stage, outcome } = drafted;
      const sent = await this.show('sending', () => this.deliver({ turn, step, stage, outcome }));
      this.state.stage = stage;
      const isTalk = signals.length === 0 || signals.some(isOfCustomer);
      const { optOutTurn, ratedTurn } = this.state;
      const wantsAnswer = isTalk && optOutTurn !== turn && ratedTurn !== turn;
      if (wantsAnswer && sent.outcome === 'answered') this.state.expectSilence(1);
      this.memory.refreshIfDue(sent);
    } catch (error) {
      // Whatever it was, it must not hold the conversation: staff see the dead letter, the customer may write on.
      const reason = this.state.skipped === turn ? 'skipped' : failureType(error);
      await this.giveTurnUp(turn, signals, reason);
    } finally {
      this.working = null;
      this.state.skipped = null;
    }
  }

  private async giveTurnUp(turn: number, signals: readonly InboundSignal[], reason: string): Promise<void> {
    log.warn('turn given up', { turn, reason });
    await this.giveUp(signals, `turn: ${reason}`);
    await this.endWithoutWords(turn, 'undeliverable');
  }

  /** Gives up the turn that is being answered; a reply that is on its way may reach the customer all the same. */
  skip(turn: number): void {
    this.state.skipped = turn;
    this.outgoing.get(turn)?.cancel();
  }

  /** Sends the words of one step and ends its turn. Nothing takes them back from here on. */
  async deliver(
    reply: {
      readonly turn: number;
      readonly step: number;
      readonly stage: Stage;
      readonly outcome: 'answered' | 'safe_reply';
    },
    sends = this.sends,
  ): Promise<DeliverResult> {
    const { state } = this;
    const { turn, ...rest } = reply;
    const input = { turn: { ...state.ref, turn }, ...rest, status: state.status };
    const summary = `turn ${turn} → ${state.address.channel}`;
    const scope = new CancellationScope({ cancellable: true });
    this.outgoing.set(turn, scope);
    try {
      return await scope.run(() => sends.deliverReply.executeWithOptions({ summary }, [input]));
    } finally {
      this.outgoing.delete(turn);
    }
  }

  /** True while words are on their way to the customer. */
  get sending(): boolean {
    return this.outgoing.size > 0;
  }

  /** Takes what waits in the inbox into the record: a new turn, or one that is still being drafted. */
  async record(
    turn: number | null,
    afterStep: number,
  ): Promise<{ opened: OpenedTurn | undefined; signals: InboundSignal[] }> {
    const taken = await this.take(turn, afterStep);
    if (taken.opened && this.files > 0) await this.fetchFiles(taken.opened.turn);
    return taken;
  }

  /**
   * Takes into the record what the customer wrote before a colleague's words that come now, so that it stands before them.
   * Answers their files, which the colleague need not wait for.
   */
  async recordWaiting(): Promise<{ readonly files: Promise<void> }> {
    await condition(() => this.recording === 0);
    const { opened } = this.inbox.size > 0 ? await this.take(null, 0) : {};
    return { files: opened && this.files > 0 ? this.fetchFiles(opened.turn) : Promise.resolve() };
  }

  private async take(
    turn: number | null,
    afterStep: number,
  ): Promise<{ opened: OpenedTurn | undefined; signals: InboundSignal[] }> {
    this.recording += 1;
    try {
      await this.quarantineStrays();
      const signals: InboundSignal[] = [];
      let opened: OpenedTurn | undefined;
      while (this.inbox.size > 0) {
        const batch = this.inbox.take(BATCH);
        signals.push(...batch);
        opened = (await this.open(batch, opened?.turn ?? turn, afterStep)) ?? opened;
      }
      return { opened, signals };
    } finally {
      this.recording -= 1;
    }
  }

  /** A reply should see what the customer sent; without it, the turn goes on all the same. */
  private async fetchFiles(turn: number): Promise<void> {
    const summary = `turn ${turn}, files: ${this.files}`;
    this.files = 0;
    try {
      await this.media.fetchMedia.executeWithOptions({ summary }, [{ turn: { ...this.state.ref, turn } }]);
    } catch (error) {
      log.warn('files not fetched', { turn, reason: failureType(error) });
    }
  }

  async quarantineStrays(): Promise<void> {
    for (const stray of this.inbox.strays.splice(0)) {
      await this.deadLetter([], 'not a message', toJson(stray));
    }
  }

  private async open(batch: InboundSignal[], turn: number | null, afterStep: number): Promise<OpenedTurn | undefined> {
    const last = batch.at(-1);
    if (!last) return undefined;
    const { state } = this;
    try {
      const opened = await this.store.openTurn({
        address: state.address,
        workflowId: state.workflowId,
        conversationId: state.conversationId,
        turn,
        messages: batch.map((signal) => signal.message),
        contact: last.contact,
        afterStep,
        settingsVersion: state.settings.version,
        answering: state.answering,
      });
      this.adopt(opened);
      return opened;
    } catch (error) {
      const reason = failureType(error);
      if (batch.length === 1) {
        await this.giveUp(batch, `record: ${reason}`);
        return undefined;
      }
      // One of them is the poison: each alone, so that the others are answered.
      let opened: OpenedTurn | undefined;
      for (const signal of batch) opened = (await this.open([signal], opened?.turn ?? turn, afterStep)) ?? opened;
      return opened;
    }
  }

  private adopt(opened: OpenedTurn): void {
    const { state } = this;
    if (state.conversationId === null) {
      state.stage = opened.stage;
      state.aiEnabled = opened.aiEnabled;
      if (opened.held) state.status = 'human';
      else if (!opened.aiEnabled) state.status = 'paused';
      else if (opened.openHandoff) state.status = 'waiting';
    }
    state.conversationId = opened.conversationId;
    state.contactId = opened.contactId;
    state.turn = opened.turn;
    this.files += opened.files ?? 0;
    if (opened.confirmsOptOut === true) state.optOutTurn = opened.turn;
    // Other words that join the turn want an answer of their own.
    state.ratedTurn = opened.rated === true ? opened.turn : null;
    if (opened.takenOver === true && state.status !== 'paused') state.status = 'human';
    if (opened.settings) state.settings = opened.settings;
  }

  async endWithoutWords(turn: number, outcome: 'held' | 'undeliverable' | 'suppressed'): Promise<void> {
    const { stage, status } = this.state;
    await this.store.endTurn({ ...this.state.ref, turn, step: null, parts: [], outcome, stage, status });
  }

  private async giveUp(signals: readonly InboundSignal[], reason: string): Promise<void> {
    const ids = signals.map((signal) => signal.message.id);
    await this.deadLetter(ids, reason, toJson(signals));
  }

  private async deadLetter(messageIds: readonly string[], reason: string, payload: Json): Promise<void> {
    this.state.quarantined += 1;
    const { address, workflowId } = this.state;
    try {
      await this.store.quarantine({ tenantId: address.tenantId, workflowId, messageIds, reason, payload });
    } catch (error) {
      log.error('dead letter not kept', { reason, failure: failureType(error) });
    }
  }

  async show<T>(activity: string, work: () => Promise<T>): Promise<T> {
    this.state.activity = activity;
    this.state.publish(this.inbox.size);
    try {
      return await work();
    } finally {
      this.state.activity = 'waiting for the customer';
    }
  }

  /** Resolves when there is work or `done()`. */
  async waitForWork(done: () => boolean): Promise<void> {
    await condition(() => this.owed !== null || this.inbox.size > 0 || this.inbox.strays.length > 0 || done());
  }
}

/** News of the shop and words of its people ask for no follow-up. */
function isOfCustomer({ message }: InboundSignal): boolean {
  return message.kind !== 'event' && message.kind !== 'echo';
}

/** What a signal carried, as JSON; a payload that isn't is described. */
function toJson(value: unknown): Json {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return `no JSON: ${typeof value}`;
  return text.length > 65_536 ? `${text.slice(0, 1_024)}… (${text.length} characters)` : (JSON.parse(text) as Json);
}
