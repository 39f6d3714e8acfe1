import fc from 'fast-check';
import { segmentsOf } from './gsm7.ts';
import { splitText } from './split-text.ts';

const bare = (text: string): string => text.replace(/\s+/gu, '');

describe('splitText', () => {
  test.each(['utf16', 'bytes'] as const)('keeps every word, and every part within the limit, counted in %s', (unit) => {
    const texts = fc.array(fc.constantFrom('a', 'שלום', ' ', '\n\n', '. ', '👩‍👩‍👧', 'é'), { maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 50 }), (pieces, max) => {
        const text = pieces.join('');
        const parts = splitText(text, { max, unit });
        const size = (part: string): number => (unit === 'utf16' ? part.length : Buffer.byteLength(part));
        expect(bare(parts.join(''))).toBe(bare(text));
        expect(parts.every((part) => part.trim() !== '' && size(part) <= max)).toBe(true);
      }),
    );
  });

  it('prefers the end of a paragraph', () => {
    expect(splitText('One two.\n\nThree four five.', { max: 20, unit: 'utf16' })).toEqual([
      'One two.',
      'Three four five.',
    ]);
  });

  it('counts SMS by segments: 153 letters of its own alphabet, 67 of any other', () => {
    const limit = { max: 2, unit: 'segments' } as const;
    expect(splitText('a'.repeat(306), limit)).toHaveLength(1);
    expect(splitText('a'.repeat(307), limit)).toHaveLength(2);
    expect(splitText('{'.repeat(154), limit)).toHaveLength(2);
    expect(splitText('ש'.repeat(134), limit)).toHaveLength(1);
    expect(splitText(`${'a'.repeat(200)}😀`, limit)).toHaveLength(2);
  });

  it('never cuts a text of SMS into more segments a part than allowed', () => {
    const texts = fc.array(fc.constantFrom('hello ', 'שלום ', '€', '[x]', '👩‍👩‍👧', '. '), { maxLength: 200 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (pieces, max) => {
        const parts = splitText(pieces.join(''), { max, unit: 'segments' });
        expect(parts.every((part) => segmentsOf(part) <= max)).toBe(true);
        expect(bare(parts.join(''))).toBe(bare(pieces.join('')));
      }),
    );
  });
});
