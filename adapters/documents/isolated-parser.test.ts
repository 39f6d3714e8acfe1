import type { DocumentType } from '#domain/knowledge/document.ts';
import { makeDocx, makeZip } from '#tests/support/make-docx.ts';
import { makeLockedPdf, makePdf } from '#tests/support/make-pdf.ts';
import { createIsolatedParser } from './isolated-parser.ts';
import { PARSE_LIMITS } from './limits.ts';
import type { ParseLimits } from './limits.ts';

const MIB = 1_024 * 1_024;
jest.setTimeout(120_000);

async function* streamed(content: Buffer | string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += 65_536) {
    yield await Promise.resolve(bytes.subarray(start, start + 65_536));
  }
}

function parse(type: DocumentType, content: Buffer | string, limits: Partial<ParseLimits> = {}, signal?: AbortSignal) {
  const parser = createIsolatedParser({ ...PARSE_LIMITS, ...limits });
  return parser.parse(type, streamed(content), { signal: signal ?? new AbortController().signal });
}

describe('what it reads', () => {
  it('a PDF, with the page of each piece', async () => {
    const pdf = makePdf([['Delivery is free', 'above 300 shekels.'], ['Returns within 14 days.']]);
    const { pages, chunks } = await parse('pdf', pdf);
    expect(pages).toBe(2);
    expect(chunks.map(({ text, page }) => ({ text, page }))).toEqual([
      { text: 'Delivery is free above 300 shekels.\nReturns within 14 days.', page: 1 },
    ]);
  });

  it('a Word file, with the headings each piece stands under', async () => {
    const docx = makeDocx([
      { text: 'Guarantee', heading: 1 },
      { text: 'Mixers: two years & parts.' },
      { text: 'Exceptions', heading: 2 },
      { text: 'Blades <none>.' },
    ]);
    const { pages, chunks } = await parse('docx', docx);
    expect(pages).toBeNull();
    expect(chunks.map(({ text, section }) => ({ text, section }))).toEqual([
      { text: 'Guarantee\nMixers: two years & parts.', section: 'Guarantee' },
      { text: 'Exceptions\nBlades <none>.', section: 'Guarantee › Exceptions' },
    ]);
  });

  it('a page in Hebrew and an old charset, without what it hides or runs', async () => {
    const html = `<html><head><meta charset="windows-1255"><title>t</title><script>evil()</script></head><body>
      <h1>@</h1><p>one<br>two <b>bold</b></p><p style="display: none">hidden words</p><p hidden>more <b>hidden</b></p>
      <table><tr><td>a</td><td>b</td></tr></table><ul><li>first</li></ul></body></html>`;
    const [before = '', after = ''] = html.split('@');
    const shalom = Buffer.from([0xf9, 0xec, 0xe5, 0xed]);
    const { chunks } = await parse('html', Buffer.concat([Buffer.from(before), shalom, Buffer.from(after)]));
    expect(chunks).toHaveLength(1);
    expect(chunks[0]).toMatchObject({
      section: 'שלום',
      text: 'שלום\none\ntwo bold\na | b\n• first',
    });
  });

  it('Markdown, and text whose unseen characters are dropped', async () => {
    const markdown = await parse('markdown', '# Care\n\nWash **cold**.\n\n- no bleach\n');
    expect(markdown.chunks[0]).toMatchObject({ section: 'Care', text: 'Care\nWash cold.\n• no bleach' });
    const hidden = String.fromCodePoint(...Array.from('ignore', (letter) => 0xe0000 + letter.charCodeAt(0)));
    const text = await parse('text', `Opening ${hidden}hours\u202e: 9-17\n\nClosed\u200b on Saturday`);
    expect(text.chunks[0]?.text).toBe('Opening hours: 9-17\nClosed on Saturday');
  });

  it('a long text in chunks of at most 500 tokens that overlap', async () => {
    const sentence = 'Our bakery opens at seven and closes when the bread is sold. ';
    const { chunks } = await parse('text', sentence.repeat(300));
    expect(chunks.length).toBeGreaterThan(5);
    expect(Math.max(...chunks.map((chunk) => chunk.tokens))).toBeLessThanOrEqual(500);
    expect(Math.min(...chunks.slice(0, -1).map((chunk) => chunk.tokens))).toBeGreaterThanOrEqual(340);
    const [first, second] = chunks;
    expect(first?.text).toContain(second?.text.split(' ').slice(0, 20).join(' '));
  });
});

describe('what it refuses', () => {
  it.each([
    ['a PDF with a password', 'pdf', makeLockedPdf(), 'encrypted'],
    ['a PDF cut in the middle', 'pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type'), 'corrupt'],
    ['a PDF of pictures only', 'pdf', makePdf([[]]), 'no_text'],
    ['an archive that is no Word file', 'docx', makeZip([{ name: 'a.txt', content: Buffer.from('x') }]), 'wrong_type'],
    ['a Word file cut in the middle', 'docx', makeDocx([{ text: 'x' }]).subarray(0, 300), 'corrupt'],
    ['a Word file with broken XML', 'docx', brokenDocx(), 'corrupt'],
    ['text of another charset', 'text', Buffer.from([0xf9, 0xec, 0xe5, 0xed]), 'wrong_type'],
    ['a text without words', 'text', ' \n \u200b', 'no_text'],
  ] as const)('%s', async (_, type, content, code) => {
    await expect(parse(type, content)).rejects.toMatchObject({ type: 'DocumentRejected', code });
  });

  it('too many pages', async () => {
    const pdf = makePdf(Array.from({ length: 12 }, () => ['x']));
    await expect(parse('pdf', pdf, { pages: 10 })).rejects.toMatchObject({ code: 'too_many_pages' });
  });

  it('too large a file, without reading it to its end', async () => {
    await expect(parse('text', Buffer.alloc(3 * MIB, 'a '), { inputBytes: MIB })).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  it('a Word file that unpacks to far more than it is, whatever size it claims', async () => {
    const zeros = Buffer.alloc(150 * MIB);
    const honest = makeDocx([{ text: 'x' }], [{ name: 'word/media/a.bin', content: zeros }]);
    expect(honest.length).toBeLessThan(MIB);
    await expect(parse('docx', honest)).rejects.toMatchObject({ code: 'too_large' });
    const liar = makeDocx([{ text: 'x' }], [{ name: 'word/media/a.bin', content: zeros, claimedBytes: 10 }]);
    await expect(parse('docx', liar)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('a page that unfolds to endless depth or length', async () => {
    const deep = '<div>'.repeat(2_000_000);
    await expect(parse('html', deep, { timeMs: 3_000 })).rejects.toMatchObject({ type: 'DocumentRejected' });
    await expect(parse('html', `<p>${'word '.repeat(30_000)}`, { textChars: 100_000 })).rejects.toMatchObject({
      code: 'too_much_text',
    });
  });

  it('what takes too long or too much memory, and goes on with the next document', async () => {
    const slow = parse('text', Buffer.alloc(20 * MIB, 'word and '), { timeMs: 300 });
    await expect(slow).rejects.toMatchObject({ code: 'too_slow' });
    const large = parse('html', '<p>x</p>'.repeat(2_500_000), { memoryBytes: 150 * MIB });
    await expect(large).rejects.toMatchObject({ code: 'too_much_memory' });
    expect((await parse('text', 'fine')).chunks).toHaveLength(1);
  });
});

it('ends at once when it is cancelled, and passes on a fault of the content', async () => {
  const cancel = new AbortController();
  const reason = new Error('the worker stops');
  const reading = parse('text', Buffer.alloc(20 * MIB, 'word and '), {}, cancel.signal);
  setTimeout(() => cancel.abort(reason), 200);
  await expect(reading).rejects.toBe(reason);
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    await Promise.reject(new Error('the disk broke'));
  };
  const parser = createIsolatedParser();
  await expect(parser.parse('text', broken(), { signal: new AbortController().signal })).rejects.toThrow(
    'the disk broke',
  );
});

function brokenDocx(): Buffer {
  return makeZip([
    { name: '[Content_Types].xml', content: Buffer.from('<Types') },
    { name: 'word/document.xml', content: Buffer.from('<w:document><w:body>') },
  ]);
}
