import type { InboundAttachment, InboundMessage } from '#domain/message/inbound.ts';
import { asNumber, asObject, asText, defined, readForm } from '#adapters/channels/http/loose.ts';
import type { TwilioFields } from './fields.ts';

/** More than a message can have. */
const MOST_FILES = 20;

/** The words, files, place or choice of a message. */
export function twilioContent(
  fields: TwilioFields,
): Pick<InboundMessage, 'kind' | 'text' | 'attachments' | 'choice' | 'form'> {
  const text = fields.text('Body');
  const pressed = fields.id('ButtonPayload') ?? fields.id('ListId');
  const title = fields.text('ButtonText', 256) ?? fields.text('ListTitle', 256);
  if (pressed !== undefined) {
    const words = title ?? text ?? pressed;
    const description = fields.text('ListDescription', 512);
    return { kind: 'choice', text: words, choice: { id: pressed, ...defined({ title, description }) } };
  }
  const form = formOf(fields);
  if (form !== undefined) return { kind: 'text', text: text ?? '', form };
  const attachments = [...filesOf(fields), ...placeOf(fields)];
  if (attachments.length === 0) return text === undefined ? { kind: 'unreadable', text: '' } : { kind: 'text', text };
  const readable = text !== undefined || attachments.some(({ label }) => label !== undefined);
  return { kind: readable ? 'media' : 'unreadable', text: text ?? '', attachments };
}

/** The answers of a filled-in form: JSON, which may itself be a text inside of JSON. */
function formOf(fields: TwilioFields): InboundMessage['form'] {
  const given = readForm(fields.text('FlowData')) ?? readForm(fields.text('InteractiveData'));
  const reply = asObject(given?.['nfm_reply']) ?? given;
  return readForm(asText(reply?.['response_json'])) ?? given;
}

function filesOf(fields: TwilioFields): InboundAttachment[] {
  const count = Math.min(asNumber(fields.text('NumMedia', 8)) ?? 0, MOST_FILES);
  const files: InboundAttachment[] = [];
  for (let index = 0; index < count; index += 1) {
    const mimeType = fields.text(`MediaContentType${index}`, 128);
    const ref = fields.text(`MediaUrl${index}`, 2_048);
    files.push({ kind: kindOf(mimeType), ...defined({ ref, mimeType }) });
  }
  return files;
}

function kindOf(mimeType = ''): InboundAttachment['kind'] {
  const [family = ''] = mimeType.split('/');
  if (mimeType === 'text/vcard' || mimeType === 'text/x-vcard') return 'contact';
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return 'document';
}

function placeOf(fields: TwilioFields): InboundAttachment[] {
  const latitude = asNumber(fields.text('Latitude', 32));
  const longitude = asNumber(fields.text('Longitude', 32));
  if (latitude === undefined || longitude === undefined) return [];
  const label = [fields.text('Label', 256), fields.text('Address', 512)].filter((part) => part !== undefined);
  return [
    {
      kind: 'location',
      ref: `geo:${latitude},${longitude}`,
      ...defined({ label: label.length > 0 ? label.join(', ') : undefined }),
    },
  ];
}
