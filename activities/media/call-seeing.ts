import { Context } from '@temporalio/activity';
import { callModel } from '#activities/call-model.ts';
import { ModelRequestError } from '#domain/errors.ts';
import type { LanguageModel, ModelMessage, ModelReply, ModelRequest } from '#domain/ports.ts';

/**
 * One model call. A provider that refuses the request for what may be its pictures (damaged, too wide, of a model that is
 * blind after all) is asked once more without: a customer's photo must not cost the answer.
 * @throws as `callModel`
 */
export async function callSeeing(
  model: LanguageModel,
  request: ModelRequest,
  options: { readonly timeoutMs: number; readonly stream: boolean },
): Promise<ModelReply> {
  try {
    return await callModel(model, request, options);
  } catch (error) {
    if (!(error instanceof ModelRequestError) || !request.messages.some(hasImages)) throw error;
    Context.current().log.warn('model refused pictures', { model: model.model, reason: error.message });
    return callModel(model, { ...request, messages: request.messages.map(blind) }, options);
  }
}

function hasImages(message: ModelMessage): boolean {
  return message.role === 'user' && message.images !== undefined;
}

function blind(message: ModelMessage): ModelMessage {
  return message.role === 'user' ? { role: 'user', text: message.text } : message;
}
