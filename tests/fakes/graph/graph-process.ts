import { startOwnProcess } from '#tests/fakes/own-process/own-process.ts';
import type { FakeGraph } from './graph.ts';

/** A fake Graph API in a process of its own. */
export function startGraphProcess(): Promise<FakeGraph> {
  return startOwnProcess<FakeGraph>('tests/fakes/graph/graph-main.ts', {
    url: 'read',
    messages: 'read',
    publicAnswers: 'read',
    actions: 'read',
    problems: 'read',
    administration: 'read',
    messagesTo: 'call',
    addFault: 'call',
    clearFaults: 'call',
    setWindow: 'call',
    addAccount: 'call',
    addFile: 'call',
  });
}
