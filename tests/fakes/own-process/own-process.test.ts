import { startTelegramProcess } from '#tests/fakes/telegram-process.ts';
import { startOwnProcess } from './own-process.ts';
import { fromWire, toWire } from './wire-json.ts';

test('maps, sets and bytes arrive as what they are', () => {
  const value = { map: new Map([['a', new Set([1, 2])]]), bytes: Buffer.from([0, 255]), plain: [null, 'x'] };
  expect(fromWire(toWire(value))).toEqual(value);
});

test('a fake in its own process is steered and read as one in this process', async () => {
  const telegram = await startTelegramProcess();
  const send = (chatId: number) =>
    fetch(`${telegram.apiRoot}/bot1:token/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chatId, text: 'hello' }),
    });
  try {
    telegram.addFault({ kind: 'blocked', chatId: '7' });
    expect((await send(7)).status).toBe(403);
    expect((await send(7)).status).toBe(200);
    expect(telegram.messagesTo(7).map(({ text }) => text)).toEqual(['hello']);
    expect(await telegram.messagesAfter(0, 1_000)).toHaveLength(1);
    expect(telegram.webhooks).toEqual(new Map());
    telegram.reset();
    expect(telegram.messages).toEqual([]);
  } finally {
    await telegram.close();
  }
  expect(() => telegram.messages).toThrow('could not be asked');
});

test('a program that does not start says so', async () => {
  await expect(startOwnProcess('tests/fakes/no-such-main.ts', {})).rejects.toThrow('ended before it listened');
});
