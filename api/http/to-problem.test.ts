import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { toProblem } from './to-problem.ts';

test.each([
  ['a call that failed', new ServiceError('Update-With-Start failed', { cause: new Error('8 RESOURCE_EXHAUSTED') })],
  ['an update that nobody answered in time', new WorkflowUpdateRPCTimeoutOrCancelledError('deadline')],
])('says "try again" of %s in the workflow engine', (_what, error) => {
  const { document, headers, known } = toProblem(error);
  expect([document.status, document.code, headers['Retry-After'], known]).toEqual([
    503,
    'WorkflowsUnavailable',
    '5',
    true,
  ]);
});

test('says nothing of faults that it does not know', () => {
  const { document, known } = toProblem(new Error('secret'));
  expect([document.status, known, JSON.stringify(document).includes('secret')]).toEqual([500, false, false]);
});
