/**
 * The parts of the agent's work that a shop may give a model and words of its own.
 * `planner` writes with the customer; `knowledge` and `booking` word what documents and the calendar gave; `memory` keeps
 * summary and profile; `database` reads questions of staff.
 */
export const AGENT_ROLES = ['planner', 'memory', 'database', 'knowledge', 'booking'] as const;
export type AgentRole = (typeof AGENT_ROLES)[number];
