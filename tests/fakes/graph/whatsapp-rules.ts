import { z } from 'zod';
import { GraphRefusal } from './accounts.ts';

/* What the Cloud API checks before it takes a message; its words for a wrong parameter are code 100 and 131009. */

const text = (max: number) => z.string().min(1).max(max);
const reply = z.strictObject({ type: z.literal('reply'), reply: z.strictObject({ id: text(256), title: text(20) }) });
const row = z.strictObject({ id: text(200), title: text(24), description: text(72).optional() });

const content = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.strictObject({ body: text(4096), preview_url: z.boolean().optional() }),
  }),
  z.object({ type: z.literal('image'), image: z.strictObject({ link: z.url(), caption: text(1024).optional() }) }),
  z.object({
    type: z.literal('interactive'),
    interactive: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('button'),
        body: z.strictObject({ text: text(1024) }),
        action: z.strictObject({ buttons: z.array(reply).min(1).max(3) }),
      }),
      z.strictObject({
        type: z.literal('list'),
        body: z.strictObject({ text: text(4096) }),
        action: z.strictObject({
          button: text(20),
          sections: z.array(z.strictObject({ title: text(24).optional(), rows: z.array(row).min(1).max(10) })).min(1),
        }),
      }),
    ]),
  }),
  z.object({
    type: z.literal('template'),
    template: z.strictObject({
      name: text(512),
      language: z.strictObject({ code: text(8) }),
      components: z.array(
        z.strictObject({
          type: z.enum(['body', 'header']),
          parameters: z.array(
            z.strictObject({ type: z.literal('text'), text: text(1024).regex(/^(?!.* {4})[^\n\t]+$/, 'no new lines') }),
          ),
        }),
      ),
    }),
  }),
]);

const message = z
  .object({
    messaging_product: z.literal('whatsapp'),
    recipient_type: z.literal('individual').optional(),
    to: z
      .string()
      .regex(/^\+?\d{5,20}$/)
      .optional(),
    recipient: z
      .string()
      .regex(/^[A-Z]{2}\.(ENT\.)?\w+$/)
      .optional(),
    biz_opaque_callback_data: z.string().max(512).optional(),
  })
  .refine((one) => one.to !== undefined || one.recipient !== undefined, 'to or recipient is needed');

const KNOWN = new Set([
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'biz_opaque_callback_data',
  'type',
  'text',
  'image',
  'interactive',
  'template',
]);

const receipt = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});

export interface AcceptedContent {
  readonly to: string;
  readonly text: string;
  readonly template: string | undefined;
  readonly key: string | undefined;
}

/** True when the call is a read receipt. @throws GraphRefusal when it is one with a wrong shape */
export function isReadReceipt(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('status' in body)) return false;
  if (!receipt.safeParse(body).success) throw new GraphRefusal(100, 'Invalid parameter: read receipt');
  return true;
}

/** @throws GraphRefusal as the Cloud API would */
export function checkWhatsAppMessage(body: Readonly<Record<string, unknown>>): AcceptedContent {
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw new GraphRefusal(100, `Invalid parameter: unexpected key ${unknown}`);
  const address = message.safeParse(body);
  const said = content.safeParse(body);
  const problem = address.error ?? said.error;
  if (problem !== undefined || !said.success || !address.success) {
    throw new GraphRefusal(131009, `Parameter value is not valid: ${z.prettifyError(problem ?? new z.ZodError([]))}`);
  }
  const { to, recipient, biz_opaque_callback_data: key } = address.data;
  return {
    to: to ?? recipient ?? '',
    text: wordsOf(said.data),
    template: said.data.type === 'template' ? said.data.template.name : undefined,
    key,
  };
}

function wordsOf(said: z.infer<typeof content>): string {
  switch (said.type) {
    case 'text':
      return said.text.body;
    case 'image':
      return said.image.caption ?? '';
    case 'interactive':
      return said.interactive.body.text;
    case 'template':
      return said.template.components.flatMap(({ parameters }) => parameters.map((one) => one.text)).join(' ');
  }
}
