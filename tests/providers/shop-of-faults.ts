import type { DemoTenant } from '#dev/tenants/demo-tenant.ts';
import { JOANNAS_BAKERY } from '#dev/tenants/joannas-bakery.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { modelEnv, startScriptedModel } from './scripted-model.ts';
import type { ScriptedModel } from './scripted-model.ts';

const OPENAI = { provider: 'openai', model: 'gpt-4o-mini' };
const ANTHROPIC = { provider: 'anthropic', model: 'claude-haiku-4-5' };

/** The same bakery under each slug, with other models: none named (the default list), one each, and the list reversed. */
const MODELS: Readonly<Record<string, DemoTenant['profile']['models']>> = {
  'joannas-bakery': [],
  glow: [OPENAI],
  arena: [ANTHROPIC],
  valdman: [ANTHROPIC, OPENAI],
};

export const ALONE = { openai: 'glow', anthropic: 'arena' } as const;
export const WITH_FALLBACK = { openai: 'joannas-bakery', anthropic: 'valdman' } as const;

export interface ShopOfFaults {
  readonly stack: Stack;
  readonly models: Readonly<Record<'openai' | 'anthropic', ScriptedModel>>;
  stop(): Promise<void>;
}

/**
 * The whole product in front of two providers that misbehave on demand; a model call may take one second.
 * @param change of the bakery under each slug
 */
export async function startShopOfFaults(
  env: Readonly<Record<string, string>> = {},
  change: (tenant: DemoTenant) => DemoTenant = (tenant) => tenant,
): Promise<ShopOfFaults> {
  const [openai, anthropic] = await Promise.all([startScriptedModel('openai'), startScriptedModel('anthropic')]);
  const stack = await startStack({
    env: { ...modelEnv(openai, anthropic), MODEL_TIMEOUT_MS: '1000', ...env },
    tenant: (tenant) => change(bakeryAs(tenant)),
  });
  return {
    stack,
    models: { openai, anthropic },
    async stop() {
      await stack.stop();
      await Promise.all([openai.server.close(), anthropic.server.close()]);
    },
  };
}

function bakeryAs({ profile: { slug } }: DemoTenant): DemoTenant {
  const conversation = { quietMs: 100, burstCapMs: 1_000 };
  return { ...JOANNAS_BAKERY, profile: { ...JOANNAS_BAKERY.profile, slug, models: MODELS[slug] ?? [], conversation } };
}
