/** The parts of the SDK's workflow creator that matter here, by shape. */
interface Creator<O extends NamedRun, W extends Activated> {
  createWorkflow(options: O): Promise<W>;
  destroy(): Promise<void>;
}

interface NamedRun {
  readonly info: { readonly workflowId: string; readonly runId: string };
}

interface Activated {
  activate(activation: never): Promise<unknown>;
}

export interface StuckWorkflow {
  readonly workflowId: string;
  readonly runId: string;
}

/** Calls `onStuck` once an activation of a workflow has not ended after `limitMs`. */
export function superviseActivations<O extends NamedRun, W extends Activated>(
  creator: Creator<O, W>,
  options: { readonly limitMs: number; readonly onStuck: (workflow: StuckWorkflow) => void },
): Creator<O, W> {
  return {
    async createWorkflow(created) {
      const { workflowId, runId } = created.info;
      const workflow = await creator.createWorkflow(created);
      const activate = workflow.activate.bind(workflow);
      workflow.activate = async (activation) => {
        const timer = setTimeout(() => options.onStuck({ workflowId, runId }), options.limitMs);
        try {
          return await activate(activation);
        } finally {
          clearTimeout(timer);
        }
      };
      return workflow;
    },
    destroy: () => creator.destroy(),
  };
}
