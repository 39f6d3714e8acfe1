import { log } from '@temporalio/workflow';
import type { DraftResult } from '#activities/index.ts';
import type { Stage } from '#domain/conversation/stage.ts';
import type { Conversation } from './conversation-core.ts';
import { draftOrInterrupt } from './draft-or-interrupt.ts';
import type { Due } from './due-watch.ts';
import { failureType } from './failure-type.ts';

/**
 * Writes to a customer who has gone silent. Whatever happens meanwhile, a message of theirs or a colleague's claim, wins:
 * the draft is thrown away and the turn ends without words.
 */
export class NudgeDesk implements Due {
  readonly name = 'nudge';
  private readonly talk: Conversation;
  private readonly touch: () => void;

  constructor(talk: Conversation, touch: () => void) {
    this.talk = talk;
    this.touch = touch;
  }

  at(): number | null {
    const { state, inbox } = this.talk;
    return inbox.size > 0 ? null : (state.nudge?.dueAt ?? null);
  }

  async meet(): Promise<void> {
    const { state, store } = this.talk;
    const due = state.nudge;
    if (due === null) return;
    try {
      const opened = await store.openNudge({ conversation: state.ref, position: due.position });
      // Whoever ended it meanwhile has the last word.
      const isOn = state.nudge === due;
      if (opened.kind === 'send') {
        state.turn = Math.max(state.turn, opened.turn);
        state.turnsInRun += 1;
        await this.talk.show('following up', () => this.write(opened.turn, due.position));
      } else if (isOn) state.nudge = opened.kind === 'later' ? { ...due, dueAt: opened.at } : null;
    } catch (error) {
      log.warn('follow-up given up', { position: due.position, reason: failureType(error) });
      if (state.nudge === due) state.nudge = null;
    }
    this.touch();
    state.publish(this.talk.inbox.size);
  }

  private async write(turn: number, position: number): Promise<void> {
    const { state } = this.talk;
    const step = await this.draft(turn);
    if (step === null || !this.isOn()) {
      state.nudge = null;
      return this.talk.endWithoutWords(turn, 'suppressed');
    }
    const reply = { turn, step: step.step, stage: step.stage, outcome: 'answered' } as const;
    const sent = await this.talk.deliver(reply, this.talk.nudgeSends);
    if (sent.outcome === 'answered') state.stage = step.stage;
    if (sent.outcome === 'answered' && this.isOn()) state.expectSilence(position + 1);
    else state.nudge = null;
    this.talk.memory.refreshIfDue(sent);
  }

  /** The words' step, or null when there are none: no model, a claim that isn't true, or something came up. */
  private async draft(turn: number): Promise<{ readonly step: number; readonly stage: Stage } | null> {
    const { state, nudgeModels } = this.talk;
    const ref = { ...state.ref, turn };
    let modelIndex = 0;
    for (let step = 1; step <= state.settings.maxSteps && this.isOn(); step += 1) {
      const input = { turn: ref, step, round: 0, modelIndex, stream: false };
      const summary = `follow-up, turn ${turn}`;
      try {
        const drafted = await draftOrInterrupt<DraftResult>(
          () => nudgeModels.draftReply.executeWithOptions({ summary }, [input]),
          () => !this.isOn(),
        );
        if (drafted === 'interrupted' || drafted.kind === 'tools') return null;
        if (drafted.kind === 'reply') return { step, stage: drafted.stage ?? state.stage };
        if (step > state.settings.maxRedrafts) return null;
      } catch (error) {
        if (failureType(error) === 'NoModelLeft') return null;
        modelIndex += 1;
      }
    }
    return null;
  }

  /** Nothing has come up since the follow-up fell due. */
  private isOn(): boolean {
    const { state, inbox } = this.talk;
    return state.nudge !== null && inbox.size === 0;
  }
}
