import { ApplicationFailure, continueAsNew, setHandler } from '@temporalio/workflow';
import type { Conversation } from './conversation-core.ts';
import type { ConversationStart } from './messages.ts';
import { endSignal, skipTurnUpdate } from './operator-messages.ts';
import type { SkipTurn } from './operator-messages.ts';
import { HANDOFF_CONFLICT } from './staff-messages.ts';

/** Lets operators end a conversation's run, and give up a turn that holds it up. */
export class OperatorDesk {
  private readonly talk: Conversation;
  private readonly touch: () => void;

  constructor(talk: Conversation, touch: () => void) {
    this.talk = talk;
    this.touch = touch;
  }

  listen(): void {
    setHandler(
      endSignal,
      () => {
        this.talk.state.ending = true;
        this.touch();
      },
      { description: 'The run ends; what waits goes to a new one' },
    );
    setHandler(
      skipTurnUpdate,
      ({ turn }) => {
        this.talk.skip(turn);
        return { turn };
      },
      { validator: (wish) => this.checkTurn(wish), description: 'Give up the turn that holds the conversation up' },
    );
  }

  /** Ends the run, with nothing of it under way. */
  async end(): Promise<void> {
    const { talk } = this;
    const { state, inbox } = talk;
    await talk.quarantineStrays();
    if (inbox.size === 0 && state.conversationId !== null) {
      const { ref, aiEnabled } = state;
      await talk.store.setState({ conversation: ref, status: 'closed', aiEnabled });
    }
    if (inbox.size > 0) {
      // The new run finds out anew whom it talks to.
      const { address, settings } = state;
      const carried = state.forget(inbox.carry());
      await continueAsNew<(start: ConversationStart) => Promise<void>>({ address, settings, carried });
    }
    state.status = 'closed';
    state.assignee = null;
    state.publish(0);
  }

  private checkTurn({ turn }: Partial<SkipTurn>): void {
    const { working } = this.talk;
    if (working === turn && turn !== undefined) return;
    const now = working === null ? 'no turn is under way' : `turn ${working} is under way`;
    throw ApplicationFailure.nonRetryable(`${now}; nothing was skipped`, HANDOFF_CONFLICT);
  }
}
