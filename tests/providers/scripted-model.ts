import { randomBytes } from 'node:crypto';
import { startFakeAnthropic } from '#tests/fakes/models/anthropic-server.ts';
import type { FakeReply, FakeRequest, FakeToolCall } from '#tests/fakes/models/fake-reply.ts';
import type { FakeModelServer } from '#tests/fakes/models/fake-model-server.ts';
import { startFakeOpenAi } from '#tests/fakes/models/openai-server.ts';

export type ScriptedAnswer = FakeReply | ((request: FakeRequest) => FakeReply);

/** A provider at the other end of real HTTP that plays a script for replies and does the memory's chores by itself. */
export interface ScriptedModel {
  readonly dialect: 'openai' | 'anthropic';
  readonly server: FakeModelServer;
  /** Requests for a reply since the last `expect`; those for summaries and profiles are left out. */
  readonly asked: readonly FakeRequest[];
  /** Forgets what is left of the script and of `asked`, and plays these; then `ordinary` for ever. */
  expect(...answers: readonly ScriptedAnswer[]): void;
  /** A tool call with an id as the provider makes them. */
  call(name: string, input: unknown): FakeToolCall;
}

/** What the model says when nothing is scripted. */
export const ORDINARY = 'We bake every morning. What can I get you?';
const ordinary: FakeReply = { text: `${ORDINARY}\n<stage>opening</stage>` };

/** @param remember answers requests for summaries and profiles; undefined for all others */
export async function startScriptedModel(
  dialect: 'openai' | 'anthropic',
  remember: (request: FakeRequest) => FakeReply | undefined = memoryChore,
): Promise<ScriptedModel> {
  const server = await (dialect === 'openai' ? startFakeOpenAi() : startFakeAnthropic());
  let script: ScriptedAnswer[] = [];
  let asked: FakeRequest[] = [];
  const next = (request: FakeRequest): FakeReply => {
    const chore = remember(request);
    if (chore !== undefined) return chore;
    asked.push(request);
    const answer = script.shift() ?? ordinary;
    return typeof answer === 'function' ? answer(request) : answer;
  };
  server.push((request) => ({ ...next(request), repeat: true }));
  return {
    dialect,
    server,
    get asked() {
      return asked;
    },
    expect(...answers) {
      script = [...answers];
      asked = [];
    },
    call: (name, input) => ({ name, arguments: input, id: providerId(dialect) }),
  };
}

/** Where a process finds these models. */
export function modelEnv(openai: ScriptedModel, anthropic: ScriptedModel): Record<string, string> {
  return {
    LLM_PROVIDER: 'openai',
    LLM_MODEL: 'gpt-4o-mini',
    LLM_FALLBACKS: 'anthropic:claude-haiku-4-5',
    OPENAI_API_KEY: 'sk-test-openai',
    OPENAI_BASE_URL: openai.server.url,
    ANTHROPIC_API_KEY: 'sk-ant-test',
    ANTHROPIC_BASE_URL: anthropic.server.url,
  };
}

/** A process that knows this one provider only. */
export function onlyModelEnv({ dialect, server }: ScriptedModel): Record<string, string> {
  return dialect === 'openai'
    ? {
        LLM_PROVIDER: 'openai',
        LLM_MODEL: 'gpt-4o-mini',
        OPENAI_API_KEY: 'sk-test-openai',
        OPENAI_BASE_URL: server.url,
      }
    : {
        LLM_PROVIDER: 'anthropic',
        LLM_MODEL: 'claude-haiku-4-5',
        ANTHROPIC_API_KEY: 'sk-ant-test',
        ANTHROPIC_BASE_URL: server.url,
      };
}

function memoryChore(request: FakeRequest): FakeReply | undefined {
  const tool = request.tools[0]?.name;
  if (tool === 'save_profile') return { toolCalls: [{ name: tool, arguments: { name: null } }] };
  if (tool === 'save_summary')
    return { toolCalls: [{ name: tool, arguments: { summary: 'The customer asked about the range.' } }] };
  return undefined;
}

function providerId(dialect: 'openai' | 'anthropic'): string {
  const tail = randomBytes(18).toString('base64url').replaceAll(/[-_]/g, 'x');
  return dialect === 'openai' ? `call_${tail}` : `toolu_01${tail.slice(0, 22)}`;
}
