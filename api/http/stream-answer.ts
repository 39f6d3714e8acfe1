import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { openEventStream } from '#api/realtime/event-stream.ts';
import type { EventStream } from '#api/realtime/event-stream.ts';
import { toProblem } from './to-problem.ts';

/** Answers with server-sent events; an error after the first of them travels as an event `error`. */
export async function streamAnswer(
  deps: Pick<ApiDeps, 'log'>,
  response: Response,
  tell: (events: EventStream) => Promise<void>,
): Promise<void> {
  const events = openEventStream(response);
  try {
    await tell(events);
  } catch (error) {
    const { document, known } = toProblem(error);
    if (!known) deps.log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'a stream failed');
    events.send('error', document);
  } finally {
    events.end();
  }
}
