import type { TurnStep } from '#domain/turn/step.ts';
import { modelsFor, temperatureFor } from './agent-models.ts';
import { replyRole } from './reply-role.ts';

const ref = (model: string) => ({ provider: 'openai', model });
const [A, B, C, D] = [ref('a'), ref('b'), ref('c'), ref('d')];

describe('models of a role', () => {
  const planner = { models: [B, C], temperature: 0.5 };
  test.each([
    ['planner', { models: [], agents: {} }, [D]],
    ['planner', { models: [A] }, [A]],
    ['planner', { models: [A], agents: { planner } }, [B, C]],
    ['booking', { models: [A], agents: { planner } }, [B, C]],
    ['knowledge', { models: [A], agents: { planner, knowledge: { models: [D], temperature: null } } }, [D]],
    ['memory', { models: [A], agents: { planner } }, [A]],
    ['database', { models: [], agents: { planner } }, [D]],
  ] as const)('%s of %j', (role, shop, expected) => {
    expect(modelsFor(shop, role, [D])).toEqual(expected);
  });

  test('a measure goes with the models', () => {
    const shop = { models: [A], agents: { planner, knowledge: { models: [D], temperature: null } } };
    const roles = ['planner', 'booking', 'knowledge', 'memory'] as const;
    expect(roles.map((role) => temperatureFor(shop, role))).toEqual([0.5, 0.5, undefined, undefined]);
  });
});

describe('whose work the next draft is', () => {
  const tools = (step: number, ...names: readonly string[]): TurnStep => ({
    step,
    round: 0,
    kind: 'tools',
    text: '',
    toolCalls: names.map((name) => ({ id: name, name, arguments: {} })),
    violations: [],
    stage: null,
  });
  test.each([
    [[], 'planner'],
    [[tools(1, 'create_order')], 'planner'],
    [[tools(1, 'search_knowledge')], 'knowledge'],
    [[tools(1, 'search_knowledge'), tools(2, 'create_booking')], 'booking'],
    [[tools(1, 'check_availability')], 'booking'],
    [[tools(1, 'create_booking'), tools(2, 'search_products')], 'planner'],
  ] as const)('%#', (steps, expected) => {
    expect(replyRole(steps)).toBe(expected);
  });
});
