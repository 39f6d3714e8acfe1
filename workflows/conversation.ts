import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { Conversation } from './conversation-core.ts';
import { DueWatch } from './due-watch.ts';
import { cardQuery, inboundSignal } from './messages.ts';
import { NudgeDesk } from './nudge-desk.ts';
import { OperatorDesk } from './operator-desk.ts';
import { StaffDesk } from './staff-desk.ts';
import type { ConversationStart } from './messages.ts';

/**
 * Waiting messages that the next run may be started with; its input has a limit of 2 MB. More of them are recorded by
 * one more turn first.
 */
const CARRY_LIMIT = 50;

/**
 * One customer's conversation, for as long as it lasts. Signals put messages into the inbox; the one loop below takes
 * them, turn by turn. Continues as new after a number of turns, closes itself when idle; the next message opens it again
 * under the same workflow id.
 */
export async function conversation(start: ConversationStart): Promise<void> {
  // A throw of any other kind would leave this workflow id blocked by a task that fails for ever.
  if (!isStart(start)) throw ApplicationFailure.nonRetryable('the input is not a conversation start', 'InvalidInput');
  const talk = new Conversation(start);
  const watch = new DueWatch();
  const { state, inbox } = talk;

  // State first, handlers last: signals that came with the start run as soon as a handler is set.
  setHandler(cardQuery, () => state.card(inbox.size), { description: 'Where the conversation stands' });
  setHandler(inboundSignal, (...signals) => {
    // One without a message is a stray like any other.
    for (const signal of signals.length > 0 ? signals : [undefined]) {
      // A person of the shop has written: what is being drafted is not sent any more.
      if (inbox.push(signal)) {
        state.nudge = null;
        if (signal?.message.kind === 'echo' && state.answering) state.status = 'human';
      }
    }
    watch.touch();
  });
  setDefaultSignalHandler((name) => {
    inbox.strays.push({ signal: name });
  });
  const desk = new StaffDesk(talk, () => watch.touch());
  desk.listen();
  const operator = new OperatorDesk(talk, () => watch.touch());
  operator.listen();

  let ended = false;
  watch.add({
    name: 'idle',
    // A follow-up to come, or a limit of a handoff, keeps the conversation open.
    at: () => (state.nudge === null && !desk.keeper.isBusy ? watch.quietSince + state.settings.idleCloseMs : null),
    meet: async () => {
      ended = await closed(talk, desk);
    },
  });
  watch.add(new NudgeDesk(talk, () => watch.touch()));
  desk.keeper.watch(watch);
  void watch.run();
  state.publish(inbox.size);
  for (;;) {
    await talk.waitForWork(() => watch.isDue || state.ending);
    if (state.ending) {
      await settle(talk, desk);
      return operator.end();
    }
    if (talk.owed !== null) {
      await talk.answerOwed();
    } else if (inbox.size > 0) {
      await inbox.burstEnd(state.settings);
      await talk.runTurn();
      desk.keeper.afterTurn();
      watch.touch();
      state.publish(inbox.size);
    } else if (inbox.strays.length > 0) {
      await talk.quarantineStrays();
    } else {
      await watch.meet();
      if (ended) return;
    }
    // Checked after each turn, never waiting for silence: a busy conversation must not outgrow its history.
    const isLong = state.turnsInRun >= state.settings.turnsPerRun || workflowInfo().continueAsNewSuggested;
    if (isLong && talk.owed === null && inbox.size <= CARRY_LIMIT) {
      await settle(talk, desk);
      const { address, settings } = state;
      await continueAsNew<typeof conversation>({ address, settings, carried: state.carry(inbox.carry()) });
    }
  }
}

/** Input of a client without our keys arrives as a tombstone; see the payload codec. */
function isStart(start: Partial<ConversationStart> | null | undefined): boolean {
  return typeof start?.address?.tenantId === 'string' && typeof start.settings?.quietMs === 'number';
}

/** Closes an idle conversation. False when a message came at the last moment: then it goes on. */
async function closed(talk: Conversation, desk: StaffDesk): Promise<boolean> {
  const { state, inbox } = talk;
  const { aiEnabled } = state;
  await settle(talk, desk);
  if (state.conversationId !== null) {
    await talk.store.setState({ conversation: state.ref, status: 'closed', aiEnabled });
  }
  if (talk.owed !== null || inbox.size > 0 || inbox.strays.length > 0) return false;
  state.status = 'closed';
  state.assignee = null;
  state.publish(0);
  return true;
}

/** Nothing of ours may be running when a run ends. */
async function settle(talk: Conversation, desk: StaffDesk): Promise<void> {
  await talk.memory.stop();
  await desk.keeper.stop();
  await condition(allHandlersFinished);
}
