import { z } from 'zod';
import { shortText } from './schemas.ts';
import { defineTool } from './tool.ts';

export const requestHandoff = defineTool({
  name: 'request_handoff',
  description: 'Asks a person of the shop to join: the customer wants one, complains, or needs what you cannot do.',
  schema: z.strictObject({
    reason: shortText(500, 'One sentence for the colleague').min(1),
    customer_asked: z.boolean().optional().describe('True when the customer asked for a person in their own words'),
  }),
  run: async ({ reason, customer_asked: isTheirWish }, { desk }) => {
    await desk.requestHandoff(reason, isTheirWish === true ? 'customer' : 'model');
    return { ok: true, data: { requested: true }, effect: { kind: 'handoff_requested' }, summary: 'request_handoff' };
  },
});
