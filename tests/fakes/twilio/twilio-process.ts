import { startOwnProcess } from '#tests/fakes/own-process/own-process.ts';
import type { FakeTwilio } from './twilio.ts';

/** A fake Twilio in a process of its own. */
export function startTwilioProcess(): Promise<FakeTwilio> {
  return startOwnProcess<FakeTwilio>('tests/fakes/twilio/twilio-main.ts', {
    url: 'read',
    messages: 'read',
    typing: 'read',
    problems: 'read',
    addresses: 'read',
    messagesTo: 'call',
    addFault: 'call',
    clearFaults: 'call',
    setWindow: 'call',
    setStopped: 'call',
    addAccount: 'call',
    addFile: 'call',
  });
}
