import { FOLLOW_UP_PHRASES } from '#adapters/models/offline/follow-ups/follow-up-phrases.ts';
import { wishOf } from '#domain/contact/wish.ts';
import { aDraftContext, aMessage } from '#tests/fakes/draft-context.ts';
import { checkClaims } from './check-claims.ts';

/* What the embedded model writes to silent customers, in each language. */

describe.each(Object.entries(FOLLOW_UP_PHRASES))('a follow-up in %s', (_language, phrases) => {
  const said = [null, 'Dana'].flatMap((name) => [
    phrases.first(name),
    phrases.firstOn('Pastrami', name),
    phrases.firstToClose(name),
    phrases.later(name),
    phrases.again('Butcher', name),
  ]);

  test.each(said)('"%s" claims nothing', (text) => {
    expect(
      checkClaims({ text, context: aDraftContext({ turnMessages: [aMessage('hello')] }), turnReceipts: [] }),
    ).toEqual([]);
  });

  test('names a word that ends all messages', () => {
    const word = /(?:write|כתבו|balas) "?([^".]+)"?\.$/u.exec(phrases.later(null))?.[1] ?? '';
    expect(wishOf(word)).toBe('out');
  });
});
