import { superviseActivations } from './supervise-activations.ts';
import type { StuckWorkflow } from './supervise-activations.ts';

const run = { info: { workflowId: 'conversation:a', runId: 'r1' } };

/** A creator whose one workflow takes `tookMs` for an activation. */
function creatorOf(tookMs: number | 'for ever') {
  return {
    createWorkflow: async (_options: typeof run) => ({
      activate: (_activation: never): Promise<unknown> =>
        tookMs === 'for ever'
          ? new Promise(() => undefined)
          : new Promise((resolve) => setTimeout(() => resolve('completion'), tookMs)),
    }),
    destroy: async () => undefined,
  };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

async function activate(tookMs: number | 'for ever', waitMs: number) {
  const stuck: StuckWorkflow[] = [];
  const creator = superviseActivations(creatorOf(tookMs), { limitMs: 5_000, onStuck: (one) => stuck.push(one) });
  const workflow = await creator.createWorkflow(run);
  const answers: unknown[] = [];
  void workflow.activate({} as never).then((answer) => answers.push(answer));
  await jest.advanceTimersByTimeAsync(waitMs);
  return { stuck, answers };
}

test('an activation in time is answered and nothing is told, then or later', async () => {
  expect(await activate(4_900, 60_000)).toEqual({ stuck: [], answers: ['completion'] });
});

test('an activation that does not end is told once, with its workflow', async () => {
  expect(await activate('for ever', 4_900)).toEqual({ stuck: [], answers: [] });
  expect(await activate('for ever', 60_000)).toEqual({
    stuck: [{ workflowId: 'conversation:a', runId: 'r1' }],
    answers: [],
  });
});
