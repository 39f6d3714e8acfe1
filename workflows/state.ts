import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { Stage } from '#domain/conversation/stage.ts';
import { botMaySpeak } from '#domain/conversation/status.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { Recalled } from '#domain/handoff/handoff-desk.ts';
import type { HandoffSource, StaffMember } from '#domain/handoff/staff.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { CarriedState, ConversationCard, PendingNudge } from './messages.ts';
import { ASSIGNEE, HANDOFF_REASON, STAGE, STATUS } from './search-attributes.ts';

/** What operations staff filter by. */
interface Shown {
  readonly stage: Stage;
  readonly status: Status;
  readonly assignee: string;
  readonly reason: string;
}

/** Everything one run of a conversation knows; carried to the next run by `carry`. */
export class ConversationState {
  readonly address: ConversationAddress;
  readonly workflowId: string;
  settings: ConversationSettings;
  conversationId: string | null;
  contactId: string | null;
  stage: Stage;
  /** The next follow-up, should the customer stay silent; whoever takes the conversation from the bot ends it. */
  nudge: PendingNudge | null;
  private whoSpeaks: Status;
  /** False while AI is switched off, also while a person holds the conversation. */
  aiEnabled: boolean;
  /** Who holds the conversation; null while `human` came from words that passed us by. */
  assignee: StaffMember | null;
  turn: number;
  turnsInRun = 0;
  /** The turn in which the person asked for no more messages; its only words say that this is obeyed. */
  optOutTurn: number | null = null;
  /** The turn in which the customer rated a handoff and wrote nothing else; its only words thank them. */
  ratedTurn: number | null = null;
  /** Why a person is asked for, or was needed; null while none is. */
  handoffReason: HandoffSource | null = null;
  quarantined = 0;
  /** An operator has this run end. */
  ending = false;
  /** The turn that an operator has given up. */
  skipped: number | null = null;
  summarizedThrough: number;
  profiledThrough: number;
  /** What the conversation does now, in a word or two, for the card. */
  activity = 'waiting for the customer';
  private shown: Shown;

  constructor(
    workflowId: string,
    address: ConversationAddress,
    settings: ConversationSettings,
    carried: CarriedState | undefined,
  ) {
    this.workflowId = workflowId;
    this.address = address;
    this.settings = settings;
    this.conversationId = carried?.conversationId ?? null;
    this.contactId = carried?.contactId ?? null;
    this.stage = carried?.stage ?? 'greeting';
    this.whoSpeaks = carried?.status ?? 'bot';
    this.nudge = carried?.nudge ?? null;
    this.aiEnabled = carried?.aiEnabled ?? true;
    this.assignee = carried?.assignee ?? null;
    this.turn = carried?.turn ?? 0;
    this.summarizedThrough = carried?.summarizedThrough ?? 0;
    this.profiledThrough = carried?.profiledThrough ?? 0;
    this.shown = this.showable();
  }

  get status(): Status {
    return this.whoSpeaks;
  }

  set status(status: Status) {
    this.whoSpeaks = status;
    if (status !== 'bot') this.nudge = null;
  }

  /** We have spoken: the follow-up of this place is due after so much silence, if there is one. */
  expectSilence(position: number): void {
    const delay = this.settings.nudgeDelaysMs?.[this.stage]?.[position - 1];
    const isOurs = this.status === 'bot' && this.aiEnabled;
    this.nudge = delay === undefined || !isOurs ? null : { position, dueAt: Date.now() + delay };
  }

  get answering(): boolean {
    return !this.ending && this.skipped === null && botMaySpeak(this.status);
  }

  /** Takes over where the record says the conversation stands. */
  adopt(known: Recalled): void {
    this.conversationId = known.conversationId;
    this.contactId = known.contactId;
    this.stage = known.stage;
    this.aiEnabled = known.aiEnabled;
    this.assignee = known.assignee;
    this.turn = Math.max(this.turn, known.turn);
    if (known.status !== 'closed') this.status = known.status;
    else if (this.status === 'bot' && !known.aiEnabled) this.status = 'paused';
  }

  /** @throws when no turn has been opened yet; callers come after `openTurn`. */
  get ref(): ConversationRef {
    if (this.conversationId === null) throw new Error(`conversation ${this.workflowId} has no record yet`);
    return { tenantId: this.address.tenantId, conversationId: this.conversationId, workflowId: this.workflowId };
  }

  /** Shows the state in the Web UI; search attributes cost an event each, so only when they changed. */
  publish(waiting: number): void {
    const now = this.showable();
    const changed = [
      ...(this.stage === this.shown.stage ? [] : [{ key: STAGE, value: this.stage }]),
      ...(this.status === this.shown.status ? [] : [{ key: STATUS, value: this.status }]),
      ...(now.assignee === this.shown.assignee ? [] : [{ key: ASSIGNEE, value: now.assignee }]),
      ...(now.reason === this.shown.reason ? [] : [{ key: HANDOFF_REASON, value: now.reason }]),
    ];
    if (changed.length > 0) upsertSearchAttributes(changed);
    this.shown = now;
    setCurrentDetails(this.cardText(waiting));
  }

  card(waiting: number): ConversationCard {
    return {
      conversationId: this.conversationId,
      stage: this.stage,
      status: this.status,
      assignee: this.assignee?.id ?? null,
      turn: this.turn,
      turnsInRun: this.turnsInRun,
      waiting,
      activity: this.activity,
      quarantined: this.quarantined,
    };
  }

  carry(inbox: Pick<CarriedState, 'seen' | 'inbox'>): CarriedState {
    const { conversationId, contactId, stage, status, aiEnabled, assignee, turn, summarizedThrough, profiledThrough } =
      this;
    const { nudge } = this;
    return {
      conversationId,
      contactId,
      stage,
      status,
      aiEnabled,
      assignee,
      turn,
      summarizedThrough,
      profiledThrough,
      ...(nudge !== null && { nudge }),
      ...inbox,
    };
  }

  /** What a run is given that shall find out anew whom it talks to. */
  forget(inbox: Pick<CarriedState, 'seen' | 'inbox'>): CarriedState {
    const { address, settings, workflowId } = this;
    return new ConversationState(workflowId, address, settings, undefined).carry(inbox);
  }

  private showable(): Shown {
    const { stage, status } = this;
    return { stage, status, assignee: this.assignee?.id ?? 'nobody', reason: this.handoffReason ?? 'none' };
  }

  /** Markdown; holds no word of the customer, since the card is as readable as an id. */
  private cardText(waiting: number): string {
    return [
      `**${this.address.tenantSlug}** · ${this.address.channel} · ${this.status} · stage **${this.stage}**`,
      '',
      `- now: ${this.activity}`,
      `- turn ${this.turn} (${this.turnsInRun} in this run), ${waiting} message(s) waiting`,
      `- conversation ${this.conversationId ?? 'not recorded yet'}`,
      ...(this.nudge === null
        ? []
        : [`- follow-up ${this.nudge.position} due ${new Date(this.nudge.dueAt).toISOString()}`]),
      ...(this.quarantined > 0 ? [`- ${this.quarantined} message(s) in quarantine`] : []),
    ].join('\n');
  }
}
