import type { ChannelCredentials } from '#domain/channel-port.ts';
import { withNumberedChoices } from '#domain/message/numbered-choices.ts';
import type { ChannelTarget, Choice, OutboundPart } from '#domain/ports.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';

const BODY = 1_024;
const CAPTION = 1_024;
const BUTTONS = 3;
const BUTTON_TITLE = 20;
const ROWS = 10;
const ROW_TITLE = 24;
const LONGEST_ID = 200;

/** An id that Meta made for this business instead of a phone number, e.g. `US.1349…` or `US.ENT.1181…`. */
const BUSINESS_ID = /^[A-Z]{2}\.(?:ENT\.)?\w+$/;

/** The envelope of anything that is sent to a person. */
export function addressed(target: ChannelTarget, key: string | undefined, content: LooseObject): LooseObject {
  const { recipient } = target;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(BUSINESS_ID.test(recipient) ? { recipient } : { to: recipient }),
    ...content,
    // Comes back with every status, so that a send whose answer was lost can be told.
    ...(key !== undefined && { biz_opaque_callback_data: key.slice(0, 512) }),
  };
}

/** A part as the Cloud API takes it: text, a picture with its words, buttons or a list. */
export function whatsAppContentOf(part: OutboundPart): LooseObject {
  const choices = part.choices ?? [];
  if (choices.length > 0 && part.imageUrl === undefined && fitInteractive(part.text, choices)) {
    return { type: 'interactive', interactive: interactiveOf(part.text, choices) };
  }
  const text = withNumberedChoices(part.text, choices);
  if (part.imageUrl !== undefined && text.length <= CAPTION) {
    return { type: 'image', image: { link: part.imageUrl, ...(text !== '' && { caption: text }) } };
  }
  return { type: 'text', text: { body: text, preview_url: part.imageUrl !== undefined } };
}

function fitInteractive(text: string, choices: readonly Choice[]): boolean {
  const longest = choices.length <= BUTTONS ? BUTTON_TITLE : ROW_TITLE;
  const titles = choices.map(({ title }) => title);
  return (
    text !== '' &&
    text.length <= BODY &&
    choices.length <= ROWS &&
    new Set(titles).size === titles.length &&
    choices.every(({ id, title }) => title.length <= longest && title !== '' && id.length <= LONGEST_ID)
  );
}

function interactiveOf(text: string, choices: readonly Choice[]): LooseObject {
  if (choices.length <= BUTTONS) {
    const buttons = choices.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));
    return { type: 'button', body: { text }, action: { buttons } };
  }
  const rows = choices.map(({ id, title }) => ({ id, title }));
  return { type: 'list', body: { text }, action: { button: '☰', sections: [{ rows }] } };
}

/**
 * Outside the window only an approved template may be sent; the account names one with a single text parameter, which
 * takes the words in one line. Undefined when it names none.
 */
export function templateOf(credentials: ChannelCredentials, text: string): LooseObject | undefined {
  const name = credentials['template_name'];
  if (name === undefined || name === '') return undefined;
  const line = text.replaceAll(/\s+/g, ' ').trim().slice(0, BODY).toWellFormed();
  return {
    type: 'template',
    template: {
      name,
      language: { code: credentials['template_language'] ?? 'en' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: line }] }],
    },
  };
}
