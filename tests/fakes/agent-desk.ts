import type { AgentDesk } from '#api/prompts/agent-desk.ts';
import { NotConfigured, NotFound } from '#domain/errors.ts';

/** A shop that has said nothing to its agent. */
export function fakeAgents(): AgentDesk {
  const missing = () => Promise.reject(new NotFound('there is no such version'));
  const noWorker = () => Promise.reject(new NotConfigured('models are tried by a worker, and this test has none'));
  return {
    prompts: {
      heads: async () => [],
      versions: async () => ({ items: [], next: null }),
      find: missing,
      create: missing,
      publish: missing,
      rollBack: missing,
      withdraw: missing,
    },
    configs: { list: async () => [], find: async () => undefined, set: missing, remove: missing },
    lab: { preview: noWorker, tryModel: noWorker },
    llm: { defaults: [{ provider: 'offline', model: 'offline-1' }], providers: [] },
    shopModels: async () => [],
  };
}
