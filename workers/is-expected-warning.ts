/**
 * True for what the SDK warns of and we mean: workers of models, tools and sends have queues of their own and run no
 * workflow.
 */
export function isExpectedWarning(message: string): boolean {
  return message === 'No workflows registered, not polling for workflow tasks';
}
