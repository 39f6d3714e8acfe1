import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import type { GiveBackReason } from '#domain/handoff/handoff-desk.ts';
import { SYSTEM } from '#domain/handoff/staff.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { Conversation } from './conversation-core.ts';
import { HandoffKeeper } from './handoff-keeper.ts';
import {
  askUpdate,
  assignUpdate,
  claimUpdate,
  HANDOFF_CONFLICT,
  noteUpdate,
  releaseUpdate,
  replyUpdate,
  resolveUpdate,
  setAutomationUpdate,
} from './staff-messages.ts';
import type {
  Assignment,
  AutomationChange,
  Claim,
  Holder,
  Release,
  StaffAction,
  StaffWish,
  StaffWords,
} from './staff-messages.ts';

/** A reply of the bot that is on its way out ends within a channel's time limit; a claim waits for it this long. */
const SEND_LIMIT = '45 s';

/**
 * Lets colleagues take a conversation, speak in it and give it back. State changes before anything is awaited, so that
 * two of them at once can't both have it; the record follows.
 */
export class StaffDesk {
  readonly keeper: HandoffKeeper;
  private readonly talk: Conversation;
  private readonly touch: () => void;
  /** Colleagues' words go out one after the other. */
  private speaking: Promise<unknown> = Promise.resolve();

  constructor(talk: Conversation, touch: () => void) {
    this.talk = talk;
    this.touch = touch;
    this.keeper = new HandoffKeeper(talk, {
      assign: (to) => this.hold({ by: SYSTEM }, to),
      giveBack: ({ to, why }) => this.giveBack(SYSTEM, to, why),
    });
  }

  listen(): void {
    setHandler(claimUpdate, (claim) => this.claim(claim), {
      validator: (claim) => this.checkClaim(claim),
      description: 'A colleague takes the conversation',
    });
    setHandler(assignUpdate, (assignment) => this.hold(assignment, assignment.to), {
      validator: ({ by, to }: Assignment) => [by, to].forEach(checkMember),
      description: 'A colleague gives the conversation to another',
    });
    setHandler(replyUpdate, (words) => this.reply(words), {
      validator: (words) => this.checkWords(words, true),
      description: 'A colleague writes to the customer',
    });
    setHandler(noteUpdate, (words) => this.note(words), {
      validator: (words) => this.checkWords(words, false),
      description: 'A note for colleagues',
    });
    setHandler(releaseUpdate, (release) => this.release(release), {
      validator: (release) => this.checkHeld(release),
      description: 'A colleague gives the conversation back',
    });
    setHandler(resolveUpdate, (action) => this.resolve(action), {
      validator: ({ by }: StaffAction) => checkMember(by),
      description: 'A colleague says that the matter is settled',
    });
    setHandler(setAutomationUpdate, (change) => this.setAutomation(change), {
      validator: checkAutomation,
      description: 'AI on or off',
    });
    setHandler(askUpdate, (wish) => this.ask(wish), {
      validator: ({ by }: StaffWish) => checkMember(by),
      description: 'A colleague asks for somebody to take the conversation',
    });
  }

  private async claim(claim: Claim): Promise<Holder> {
    await this.recall();
    this.checkClaim(claim);
    return this.hold(claim, claim.by);
  }

  private async hold({ by }: StaffAction, to: StaffMember): Promise<Holder> {
    const { state, store } = this.talk;
    if (state.conversationId === null) await this.recall();
    state.status = 'human';
    state.assignee = to;
    this.changed();
    await store.takeOver({ conversation: state.ref, by, to });
    // From the moment this is answered the bot says nothing: what is on its way is let out first.
    await condition(() => !this.talk.sending, SEND_LIMIT);
    this.keeper.moved();
    return this.holder();
  }

  private async reply(words: StaffWords): Promise<Holder & { readonly turn: number }> {
    await this.recall();
    this.checkWords(words, true);
    const said = this.speaking.then(() => this.say(words));
    this.speaking = said.catch(() => undefined);
    return { turn: await said, ...this.holder() };
  }

  private async say({ by, text, key }: StaffWords): Promise<number> {
    const { state, store } = this.talk;
    const { files } = await this.talk.recordWaiting();
    const { turn, finished } = await store.openStaffTurn({ conversation: state.ref, by, text, key });
    state.turn = Math.max(state.turn, turn);
    if (!finished) await this.talk.deliver({ turn, step: 1, stage: state.stage, outcome: 'answered' });
    this.changed();
    this.keeper.moved();
    await files;
    return turn;
  }

  private async note(words: StaffWords): Promise<Holder> {
    await this.recall();
    const { by, text, key } = words;
    await this.talk.store.addNote({ conversation: this.talk.state.ref, by, text, key });
    return this.holder();
  }

  private async release(release: Release): Promise<Holder> {
    await this.recall();
    this.checkHeld(release);
    await this.giveBack(release.by, release.to, 'released');
    return this.holder();
  }

  private async resolve({ by }: StaffAction): Promise<Holder> {
    await this.recall();
    const { status } = this.talk.state;
    if (status === 'bot') throw conflict('no handoff is open');
    const closed = await this.giveBack(by, 'bot', 'resolved');
    if (closed === null && status !== 'human') throw conflict('no handoff is open');
    if (closed !== null) this.keeper.askForRating(closed);
    return this.holder();
  }

  /** Answers the handoff that this closed. */
  private async giveBack(by: StaffMember, to: 'queue' | 'bot', why: GiveBackReason): Promise<string | null> {
    const { state, store } = this.talk;
    state.assignee = null;
    state.status = to === 'queue' ? 'waiting' : state.aiEnabled ? 'bot' : 'paused';
    this.changed();
    const { owed, owedStep, closed } = await store.giveBack({
      conversation: state.ref,
      by,
      to,
      status: state.status,
      why,
    });
    this.talk.owed = owed === null ? null : { turn: owed, lastStep: owedStep ?? 0 };
    this.keeper.moved();
    return closed;
  }

  private async setAutomation({ enabled }: AutomationChange): Promise<Holder> {
    await this.recall();
    const { state, store } = this.talk;
    state.aiEnabled = enabled;
    if (state.status !== 'human') state.status = enabled ? 'bot' : 'paused';
    this.changed();
    await store.setState({ conversation: state.ref, status: state.status, aiEnabled: enabled });
    this.keeper.moved();
    return this.holder();
  }

  private async ask({ by, reason }: StaffWish): Promise<Holder> {
    await this.recall();
    const { state, store } = this.talk;
    if (state.status === 'bot' || state.status === 'closed') state.status = 'waiting';
    this.changed();
    await store.askForPerson({ conversation: state.ref, by, reason });
    this.keeper.moved();
    return this.holder();
  }

  /** A run that was started to serve a colleague knows nothing yet. */
  private async recall(): Promise<void> {
    const { state, store } = this.talk;
    if (state.conversationId !== null) return;
    const known = await store.recall({ tenantId: state.address.tenantId, workflowId: state.workflowId });
    // A message may have told it meanwhile.
    if (state.conversationId !== null) return;
    state.adopt(known);
    this.keeper.lookAgain();
  }

  private checkClaim({ by, force }: Claim): void {
    checkMember(by);
    const { assignee } = this.talk.state;
    if (assignee !== null && assignee.id !== by.id && force !== true)
      throw conflict(`${assignee.name} holds this conversation`);
  }

  private checkWords({ by, text, key }: StaffWords, toCustomer: boolean): void {
    checkMember(by);
    if (typeof text !== 'string' || text.trim() === '') throw invalid('`text` must be words');
    if (typeof key !== 'string' || key === '') throw invalid('`key` must be a key of your own for this message');
    if (toCustomer) this.checkHolder(by);
  }

  private checkHeld({ by, to }: Release): void {
    checkMember(by);
    if (to !== 'queue' && to !== 'bot') throw invalid('`to` must be "queue" or "bot"');
    const { state } = this.talk;
    if (state.conversationId !== null && state.status !== 'human') throw conflict('nobody holds this conversation');
  }

  private checkHolder(by: StaffMember): void {
    const { state } = this.talk;
    if (state.conversationId === null) return;
    if (state.status !== 'human') throw conflict('nobody holds this conversation: claim it first');
    if (state.assignee !== null && state.assignee.id !== by.id)
      throw conflict(`${state.assignee.name} holds this conversation`);
  }

  private changed(): void {
    this.touch();
    this.talk.state.publish(this.talk.inbox.size);
  }

  private holder(): Holder {
    const { status, assignee } = this.talk.state;
    return { status, assignee };
  }
}

function checkMember(member: Partial<StaffMember> | undefined): void {
  if (typeof member?.id === 'string' && member.id !== '' && typeof member.name === 'string') return;
  throw invalid('`by` must name a colleague: {id, name}');
}

function checkAutomation({ by, enabled }: AutomationChange): void {
  checkMember(by);
  if (typeof enabled !== 'boolean') throw invalid('`enabled` must be true or false');
}

function conflict(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, HANDOFF_CONFLICT);
}

function invalid(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'InvalidInput');
}
