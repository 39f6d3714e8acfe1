import { readEvents } from './read-events.ts';

async function read(...chunks: readonly (string | Uint8Array)[]) {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
  let bytes = 0;
  const events = [];
  for await (const event of readEvents(body, () => (bytes += 1))) events.push(event);
  return { events, bytes };
}

test('events come whole, however they are cut', async () => {
  const text = 'event: content\ndata: {"text":"שלום 🍞"}\n\n: still here\n\nevent: done\ndata: {"turn":1}\n\n';
  const expected = [
    { event: 'content', data: { text: 'שלום 🍞' } },
    { event: 'done', data: { turn: 1 } },
  ];
  expect((await read(text)).events).toEqual(expected);
  const bytes = new TextEncoder().encode(text);
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(await read(...single)).toEqual({ events: expected, bytes: bytes.length });
});

test('line ends of Windows and data of several lines are read', async () => {
  expect((await read('event: a\r\ndata: {"x":\r\ndata: 1}\r\n\r\n')).events).toEqual([{ event: 'a', data: { x: 1 } }]);
});

test('what is no event, no JSON or not finished is passed over', async () => {
  const { events, bytes } = await read('data: 1\n\nevent: a\n\nevent: b\ndata: {\n\nevent: c\ndata: 1');
  expect({ events, bytes }).toEqual({ events: [], bytes: 1 });
});
