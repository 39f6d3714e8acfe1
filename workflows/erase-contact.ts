import { ApplicationFailure, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { EraseActivities } from '#activities/index.ts';
import type { EraseStart } from './erase-messages.ts';

/**
 * Erases a person: conversations are cut off and end, then files, rows and keys go, then histories. Every step is one that
 * may be done again, so it goes on after any crash where it stood. Retried without end: a half-erased person is not done.
 */
export async function eraseContact({ graceMs, ...erasure }: EraseStart): Promise<void> {
  // Input of a client without our keys arrives as a tombstone; see the payload codec.
  if (typeof erasure.contactId !== 'string' || typeof erasure.tenantId !== 'string' || typeof graceMs !== 'number') {
    throw ApplicationFailure.nonRetryable('the input is no erasure', 'InvalidInput');
  }
  const steps = proxyActivities<EraseActivities>({
    startToCloseTimeout: '5 min',
    heartbeatTimeout: '2 s',
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '60 s' },
  });
  const show = (step: string) => setCurrentDetails(`contact ${erasure.contactId}: ${step}`);
  show('cutting conversations off');
  const workflowIds = await steps.detachContact(erasure);
  show('ending conversations');
  const ended = await Promise.all(
    workflowIds.map((workflowId) => steps.endConversation.executeWithOptions({ summary: 'end' }, [{ workflowId }])),
  );
  show('waiting until no process uses the keys');
  await sleep(graceMs, { summary: 'keys out of use' });
  show('removing files');
  await steps.removeFiles(erasure);
  show('removing rows');
  await steps.eraseRows(erasure);
  show('destroying keys');
  await steps.destroyKeys(erasure);
  show('removing histories');
  const histories = await steps.removeHistories({ ...erasure, ended });
  await steps.finishErasure({ ...erasure, histories });
  show('done');
}
