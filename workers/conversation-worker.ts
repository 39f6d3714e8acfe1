import { Worker } from '@temporalio/worker';
import { superviseActivations } from './supervise-activations.ts';

type Create = Parameters<(typeof Worker)['createWorkflowCreator']>;

/**
 * A worker whose workflow thread runs without the time limit of Node's `vm`: with one, each of the hundred calls that a
 * turn makes into a workflow starts and joins a system thread, a third of the worker's CPU. What that limit is for,
 * workflow code that never yields, is noticed from outside (ADR "No watchdog inside the workflow thread").
 */
export class ConversationWorker extends Worker {
  protected static override async createWorkflowCreator(bundle: Create[0], options: Create[1], logger: Create[2]) {
    const unlimited = Object.assign({}, options, { isolateExecutionTimeoutMs: undefined });
    const creator = await super.createWorkflowCreator(bundle, unlimited, logger);
    return superviseActivations(creator, {
      limitMs: options.isolateExecutionTimeoutMs,
      onStuck: (workflow) => {
        logger.error('workflow code does not yield: this worker ends, so that other conversations go on', workflow);
        // Not an orderly stop: the thread will never answer, and what runs here is retried elsewhere.
        process.exit(STUCK_EXIT_CODE);
      },
    });
  }
}

/** `EX_SOFTWARE` of sysexits.h. */
const STUCK_EXIT_CODE = 70;
