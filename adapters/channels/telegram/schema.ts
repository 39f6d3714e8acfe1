import { z } from 'zod';

/*
 * The parts of Telegram's updates that we read, as loosely as they can be told apart: what a provider
 * returns is an open set, so an odd optional field is dropped instead of sinking the update.
 */
const optionalText = z.string().optional().catch(undefined);
const id = z.number().int();

const file = z.looseObject({ file_id: optionalText, mime_type: optionalText }).optional().catch(undefined);

export const telegramMessage = z.looseObject({
  message_id: id,
  date: z.number().optional().catch(undefined),
  chat: z.looseObject({ id, type: optionalText }),
  from: z
    .looseObject({
      is_bot: z.boolean().optional().catch(undefined),
      first_name: optionalText,
      last_name: optionalText,
      language_code: optionalText,
    })
    .optional()
    .catch(undefined),
  text: optionalText,
  caption: optionalText,
  photo: z
    .array(z.looseObject({ file_id: optionalText }))
    .optional()
    .catch(undefined),
  audio: file,
  voice: file,
  video: file,
  video_note: file,
  animation: file,
  document: file,
  sticker: file,
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional().catch(undefined),
  venue: z.looseObject({ title: optionalText, address: optionalText }).optional().catch(undefined),
  contact: z
    .looseObject({ phone_number: optionalText, first_name: optionalText, last_name: optionalText })
    .optional()
    .catch(undefined),
  web_app_data: z.looseObject({ data: optionalText, button_text: optionalText }).optional().catch(undefined),
  reply_to_message: z.looseObject({ message_id: id }).optional().catch(undefined),
});
export type TelegramMessage = z.infer<typeof telegramMessage>;

export const callbackQuery = z.looseObject({
  id: z.string().max(256),
  data: optionalText,
  from: z.looseObject({ language_code: optionalText, first_name: optionalText, last_name: optionalText }),
  message: z
    .looseObject({ message_id: id, chat: z.looseObject({ id, type: optionalText }) })
    .optional()
    .catch(undefined),
});
export type CallbackQuery = z.infer<typeof callbackQuery>;

export const telegramUpdate = z.looseObject({ update_id: id.nonnegative().optional().catch(undefined) });

export const reactionUpdate = z.looseObject({
  chat: z.looseObject({ id, type: optionalText }),
  message_id: id,
  date: z.number().optional().catch(undefined),
  new_reaction: z.array(z.unknown()),
});

export const membership = z.looseObject({
  chat: z.looseObject({ id, type: optionalText }),
  date: z.number().optional().catch(undefined),
  new_chat_member: z.looseObject({ status: z.enum(['kicked', 'member']) }),
});
