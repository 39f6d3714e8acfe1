import { WorkflowFailedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { v7 as uuid } from 'uuid';
import type { StaffAnswer, StaffQuestion } from '#domain/report/staff-answer.ts';
import { QUESTION_WORKFLOW } from '#workflows/question-messages.ts';
import { HttpProblem } from '#api/http/problem.ts';

/** @throws HttpProblem (422, 503, 504), what Temporal's client throws when it is away */
export type AskQuestion = (question: StaffQuestion) => Promise<StaffAnswer>;

/** Has a worker answer a question of staff, and waits for it. */
export function createAskQuestion(
  client: Client,
  { taskQueue, limitMs }: { readonly taskQueue: string; readonly limitMs: number },
): AskQuestion {
  return async (question) => {
    try {
      return await client.workflow.execute<(asked: StaffQuestion) => Promise<StaffAnswer>>(QUESTION_WORKFLOW, {
        workflowId: `question:${question.tenantId}:${uuid()}`,
        taskQueue,
        args: [question],
        workflowExecutionTimeout: limitMs,
        staticSummary: 'question of staff',
      });
    } catch (error) {
      throw problemOf(error);
    }
  };
}

function problemOf(error: unknown): unknown {
  if (!(error instanceof WorkflowFailedError)) return error;
  const { cause } = error;
  if (cause instanceof TimeoutFailure) {
    return new HttpProblem(504, 'AnswerTimeout', 'No answer in time; ask again.', { headers: { 'Retry-After': '5' } });
  }
  if (cause instanceof ApplicationFailure && cause.type === 'InvalidInput') {
    return new HttpProblem(
      422,
      'QuestionTooHard',
      'The question can’t be answered as it stands; ask for less, or put it differently.',
    );
  }
  return new HttpProblem(503, 'ModelsUnavailable', 'No language model could read the question; try again.', {
    headers: { 'Retry-After': '30' },
  });
}
