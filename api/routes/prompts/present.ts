import type { PromptPreview } from '#domain/prompt/prompt-preview.ts';
import type { PromptHead, PromptVersion } from '#domain/prompt/prompt-version.ts';
import type { PreviewView, PromptHeadView, PromptVersionView } from './schema.ts';

export function presentVersion({ createdAt, publishedAt, author, ...version }: PromptVersion): PromptVersionView {
  return { ...version, author: { ...author }, created_at: createdAt, published_at: publishedAt };
}

export function presentHead({ role, published, latestVersion, drafts }: PromptHead): PromptHeadView {
  return { role, published: published && presentVersion(published), latest_version: latestVersion, drafts };
}

export function presentPreview({ toolCalls, usage, asked, violations, ...preview }: PromptPreview): PreviewView {
  const { provider, model, inputTokens, outputTokens, costNanoUsd } = usage;
  return {
    ...preview,
    asked: [...asked],
    violations: [...violations],
    tool_calls: toolCalls.map(({ name, input }) => ({ name, input: JSON.parse(JSON.stringify(input)) as never })),
    usage: { provider, model, input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costNanoUsd / 1e9 },
  };
}
