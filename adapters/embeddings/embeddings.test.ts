import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EMBEDDING_LENGTH } from '#domain/embedder.ts';
import { isCarrier, plainWords, queryWords } from '#domain/search/query-words.ts';
import { createEmbedder } from './create-embedder.ts';
import { createHashingEmbedder } from './hashing-embedder.ts';
import { createOpenAiEmbedder } from './openai-embedder.ts';

const near = (one: readonly number[] | null | undefined, other: readonly number[] | null | undefined): number =>
  (one ?? []).reduce((sum, value, at) => sum + value * (other?.[at] ?? 0), 0);

test.each([
  ['Crème BRÛLÉE!', ['creme', 'brulee']],
  ['עוּגַת־שׁוֹקוֹלָד', ['עוגת', 'שוקולד']],
  ['צ׳יפס ד"ר', ['ציפס', 'דר']],
  ['ﬁne ½ kg', ['fine', '1', '2', 'kg']],
  ['a\u200bb\u00adc', ['abc']],
  ['💥 …', []],
])('plainWords of %j', (text, words) => {
  expect(plainWords(text)).toEqual(words);
});

test('queryWords leaves out what only carries the sentence, unless nothing else is there', () => {
  expect(queryWords('Do you have a chocolate cake?')).toEqual(['chocolate', 'cake']);
  expect(queryWords('יש לכם לחם')).toEqual(['לחם']);
  expect(queryWords('ada yang ini?')).toEqual(['ada', 'yang', 'ini']);
  expect(queryWords('x '.repeat(50) + 'y')).toEqual(['x', 'y']);
  expect([isCarrier('the'), isCarrier('bread')]).toEqual([true, false]);
});

describe('the offline embedder', () => {
  const embedder = createHashingEmbedder();

  test('gives the same unit vectors for ever', async () => {
    const [one, two] = await embedder.embed(['Chocolate cake', 'chocolate  CAKE!']);
    const [again] = await createHashingEmbedder().embed(['Chocolate cake']);
    expect(one).toHaveLength(EMBEDDING_LENGTH);
    expect([again, two]).toEqual([one, one]);
    expect(near(one, one)).toBeCloseTo(1, 4);
    // Whoever changes these changes the name as well: what is stored is compared by it.
    expect([embedder.name, one?.slice(0, 4)]).toEqual(['hashing-ngram@1', [-0.024424, 0.068661, -0.018156, 0.011888]]);
  });

  test.each([
    ['chocolate', 'choclate', 'garden hose'],
    ['שוקולד', 'שוקולדה', 'מלפפון'],
    ['keripik singkong', 'kripik singkog', 'lampu meja'],
    ['brownies', 'brownie', 'batteries'],
  ])('puts %s nearer to %s than to %s', async (word, slip, other) => {
    const [one, two, three] = await embedder.embed([word, slip, other]);
    expect(near(one, two)).toBeGreaterThan(embedder.floor);
    expect(near(one, two)).toBeGreaterThan(near(one, three) + 0.15);
  });

  test('has no vector for what has no words, and bears what is endless', async () => {
    expect(await embedder.embed(['', '!?', '\u0000'])).toEqual([null, null, null]);
    const [long, word] = await embedder.embed(['word '.repeat(50_000), 'x'.repeat(100_000)]);
    expect([long?.every(Number.isFinite), word?.every(Number.isFinite)]).toEqual([true, true]);
  });
});

describe('the OpenAI embedder', () => {
  let server: Server;
  let answer: RequestListener;
  let asked: { readonly path: string; readonly key: string; readonly body: Record<string, unknown> }[];
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
        asked.push({ path: request.url ?? '', key: request.headers.authorization ?? '', body });
        answer(request, response);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const create = () =>
    createOpenAiEmbedder({
      apiKey: 'sk-test',
      model: 'text-embedding-3-small',
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      timeoutMs: 1_000,
    });
  const vector = (first: number) => [first, ...Array.from({ length: EMBEDDING_LENGTH - 1 }, () => 0)];
  const reply =
    (data: unknown, status = 200): RequestListener =>
    (_request, response) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data));

  test('asks for 384 dimensions and gives unit vectors in the order of the texts', async () => {
    answer = reply({
      object: 'list',
      data: [
        { index: 1, embedding: vector(-4) },
        { index: 0, embedding: vector(2) },
      ],
    });
    const vectors = await create().embed(['tea', ' ', 'bread']);
    expect(vectors).toEqual([vector(1), null, vector(-1)].map((each) => each?.map((value) => value + 0) ?? null));
    expect(asked).toEqual([
      {
        path: '/v1/embeddings',
        key: 'Bearer sk-test',
        body: { model: 'text-embedding-3-small', input: ['tea', 'bread'], dimensions: 384, encoding_format: 'float' },
      },
    ]);
  });

  test('refuses one vector for two texts, and takes none that points nowhere', async () => {
    const data = [0, 0].map((index) => ({ index, embedding: vector(1) }));
    answer = reply({ data });
    await expect(create().embed(['tea', 'bread'])).rejects.toMatchObject({ type: 'ModelMalformedReply' });
    answer = reply({ data: [{ index: 0, embedding: vector(0) }] });
    expect(await create().embed(['tea'])).toEqual([null]);
  });

  test('asks nobody about nothing', async () => {
    expect(await create().embed(['', '?'])).toEqual([null, null]);
    expect(asked).toEqual([]);
  });

  test.each<readonly [string, RequestListener, string]>([
    ['a wrong key', reply({ error: { message: 'no' } }, 401), 'ModelAuthError'],
    ['too many calls', reply({ error: { message: 'slow' } }, 429), 'ModelRateLimited'],
    ['trouble', reply({ error: { message: 'oops' } }, 500), 'ModelUnavailable'],
    ['vectors of another length', reply({ data: [{ index: 0, embedding: [1, 2] }] }), 'ModelMalformedReply'],
    ['too few vectors', reply({ data: [] }), 'ModelMalformedReply'],
    ['no such vector', reply({ data: [{ index: 7, embedding: vector(1) }] }), 'ModelMalformedReply'],
    ['silence', () => undefined, 'ModelTimeout'],
  ])('says %s in our words, after one try', async (_what, answered, type) => {
    answer = answered;
    await expect(create().embed(['tea'])).rejects.toMatchObject({ type });
    expect(asked).toHaveLength(1);
  });
});

test('an embedder without its key is not configured', async () => {
  const options = { provider: 'openai', model: 'm', apiKey: undefined, baseUrl: undefined, timeoutMs: 1_000 } as const;
  await expect(createEmbedder(options)).rejects.toMatchObject({ type: 'NotConfigured' });
  expect((await createEmbedder({ ...options, provider: 'offline' })).remote).toBe(false);
});
