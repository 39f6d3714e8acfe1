import type { InboundMessage } from './inbound.ts';
import { hearMedia } from '#domain/media/hear-media.ts';
import { attachmentWords, wordsOf } from './words-of.ts';

const said = (more: Partial<InboundMessage>): string =>
  wordsOf({ id: '1', kind: 'text', text: 'how much?', sentAt: '2026-11-21T10:00:00.000Z', order: 0, ...more });

test.each([
  [{ product: { article: 'sku-1' } }, '[about article sku-1]\nhow much?'],
  [{ product: { article: 'sku-1', title: 'Rye' } }, '[about Rye, article sku-1]\nhow much?'],
  [{ storyReply: true }, '[about a story of ours]\nhow much?'],
  [{ text: '', kind: 'start' }, '/start'],
  [{ text: ' ' }, '[unreadable]'],
] as const)('%j', (message, words) => {
  expect(said(message)).toBe(words);
});

test.each([
  [{ kind: 'location', ref: 'geo:32.08,34.78' }, '[location: 32.08,34.78]'],
  [{ kind: 'location', ref: 'geo:32.08,34.78', label: 'Office' }, '[location: Office]'],
  [{ kind: 'contact', ref: 'tel:+972501', label: 'Dana' }, '[contact: Dana, +972501]'],
  [{ kind: 'contact', ref: 'tel:+972501' }, '[contact: +972501]'],
  [{ kind: 'document', ref: 'media-7', fileName: 'order.pdf' }, '[document: order.pdf]'],
  [{ kind: 'voice', ref: 'media-7' }, '[voice]'],
] as const)('%j is %s', (attachment, words) => {
  expect(attachmentWords(attachment)).toBe(words);
});

test('a voice note beside a place is heard in its own place', () => {
  const attachments = [
    { kind: 'location', ref: 'geo:1,2' },
    { kind: 'voice', ref: 'v', words: 'here' },
  ] as const;
  expect(hearMedia('[location: 1,2]\n[voice]', attachments)).toBe('[location: 1,2]\n[voice] here');
});
