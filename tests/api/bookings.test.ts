import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';

interface ResourceBody {
  id: string;
  name: string;
}

describe('bookings over HTTP', () => {
  let stack: Stack;
  let court: ResourceBody;
  beforeAll(async () => {
    stack = await startStack();
    const { body } = await call('GET', '/v1/resources?tenant=arena');
    const { resources } = body as { resources: ResourceBody[] };
    const found = resources.find(({ name }) => name === 'Lapangan Tenis');
    if (found === undefined) throw new Error('arena has no tennis court');
    court = found;
  }, 120_000);
  afterAll(() => stack.stop());

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await stack.request(path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> };
  }
  /** A weekday far enough ahead that no test before took it. */
  const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const book = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    call(
      'POST',
      '/v1/bookings?tenant=arena',
      { resource_id: court.id, date: dayAhead(20), start_time: '10:00', guest_name: 'Budi', ...more },
      headers,
    );
  const tables = async () => {
    const [row] = await stack.sql<{ rows: string }>(
      `SELECT (SELECT count(*) FROM bookings) || '/' || (SELECT count(*) FROM resources) || '/' || (SELECT count(*) FROM blackouts)
         || '/' || coalesce((SELECT sum(last_number) FROM booking_counters), 0) AS rows`,
    );
    return row?.rows;
  };

  it('shows free slots to everybody, under both addresses and in the shape of the seed', async () => {
    const date = dayAhead(10);
    const asked = `date=${date}&resource_type=field`;
    const { status, body } = await call('GET', `/v1/bookings/availability?tenant=arena&${asked}`, undefined, {
      'x-api-key': '',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      date,
      time_zone: 'Asia/Jakarta',
      availabilities: [
        { resource_name: 'Lapangan Futsal A' },
        { resource_name: 'Lapangan Futsal B' },
        { resource_name: 'Lapangan Basket' },
      ],
    });
    const { availabilities } = body as { availabilities: { available_slots: Record<string, unknown>[] }[] };
    expect(availabilities[2]?.available_slots).toHaveLength(17);
    expect(availabilities[2]?.available_slots[0]).toMatchObject({
      start_time: '06:00',
      end_time: '07:00',
      price: 180_000,
    });
    const seed = await call('GET', `/api/v1/bookings/availability/check?${asked}`, undefined, {
      'x-tenant-id': 'arena',
    });
    expect(seed).toEqual({ status, body });
    const [tenant] = await stack.sql<{ id: string }>(`SELECT id FROM tenants WHERE slug = 'arena'`);
    const byId = await call('GET', `/api/v1/bookings/availability/check?${asked}`, undefined, {
      'x-tenant-id': tenant?.id ?? '',
    });
    expect(byId).toEqual({ status, body });
  });

  it('books, shows, moves, cancels, and frees the slot', async () => {
    const made = await book();
    expect(made).toMatchObject({
      status: 201,
      body: { booking: { status: 'confirmed', start_time: '10:00', price: 130_000, guest_name: 'Budi' } },
    });
    const { id } = (made.body as { booking: { id: string } }).booking;
    expect(await call('GET', `/v1/bookings/${id}?tenant=arena`)).toMatchObject({
      status: 200,
      body: { booking: { id } },
    });
    expect(await book()).toMatchObject({
      status: 409,
      body: { code: 'SlotTaken', alternatives: [{ resource_name: 'Lapangan Tenis' }, {}, {}] },
    });
    const moved = await call('POST', `/v1/bookings/${id}/reschedule?tenant=arena`, {
      start_time: '12:00',
      duration: 120,
    });
    expect(moved).toMatchObject({
      status: 200,
      body: { booking: { start_time: '12:00', end_time: '14:00', price: 260_000 } },
    });
    expect(await call('POST', `/v1/bookings/${id}/cancel?tenant=arena`)).toMatchObject({
      status: 200,
      body: { booking: { status: 'cancelled' } },
    });
    expect((await book({ start_time: '12:00' })).status).toBe(201);
    const listed = await call('GET', '/v1/bookings?tenant=arena&status=cancelled');
    expect((listed.body as { bookings: unknown[] }).bookings).toHaveLength(1);
  });

  it('lists what touches a stretch of time, page by page', async () => {
    const day = dayAhead(34);
    const times = ['10:00', '12:00', '14:00'];
    for (const start_time of times) expect((await book({ date: day, start_time })).status).toBe(201);
    const [from, to] = [`${day}T00:00:00%2B07:00`, `${day}T23:59:00%2B07:00`];
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call('GET', `/v1/bookings?tenant=arena&from=${from}&to=${to}&limit=2${cursor}`);
      const page = body as { bookings: { start_time: string }[]; time_zone: string; next_cursor: string | null };
      expect(page.time_zone).toBe('Asia/Jakarta');
      seen.push(...page.bookings.map(({ start_time }) => start_time));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(times);
  });

  it('books once for one Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'the-same' };
    const [first, second] = [await book({ start_time: '15:00' }, key), await book({ start_time: '15:00' }, key)];
    expect(second).toEqual(first);
  });

  it('of 100 requests for one slot at once one is answered 201, 99 are 409', async () => {
    // A service under load may ask to try again; the key makes that safe.
    const insist = async (key: string) => {
      for (;;) {
        const answer = await book({ date: dayAhead(22), start_time: '18:00' }, { 'idempotency-key': key });
        if (answer.status !== 503) return answer.status;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    };
    const statuses = await Promise.all(Array.from({ length: 100 }, (_, place) => insist(`race ${place}`)));
    expect(statuses.toSorted((left, right) => left - right)).toEqual([201, ...Array.from({ length: 99 }, () => 409)]);
  }, 120_000);

  it.each([
    ['31 February', { date: '2027-02-31' }, 422, 'ValidationFailed', /no such day/],
    ['a day that is no date', { date: 'tomorrow' }, 422, 'ValidationFailed', /YYYY-MM-DD/],
    ['a past day', { date: '2020-01-06' }, 422, 'PastDate', /already past/],
    ['a day years ahead', { date: '2099-01-06' }, 422, 'TooFarAhead', /days ahead/],
    ['a negative length', { duration: -60 }, 422, 'ValidationFailed', /duration/],
    ['a length of no whole slots', { duration: 45 }, 422, 'BadDuration', /60 minutes/],
    ['an hour that does not exist', { start_time: '25:00' }, 422, 'ValidationFailed', /HH:MM/],
    ['an hour at which nothing begins', { start_time: '10:30' }, 422, 'NoSuchTime', /can begin/],
    ['a closed hour', { start_time: '03:00' }, 422, 'NoSuchTime', /can begin/],
    ['an unknown resource', { resource_id: '0190a000-0000-7000-8000-000000000009' }, 404, 'NotFound', /no resource/],
    ['a resource that is no id', { resource_id: 'court' }, 422, 'ValidationFailed', /resource_id/],
    ['an unknown field', { price: 1 }, 422, 'ValidationFailed', /price/],
  ])('refuses %s with a clear problem, and changes nothing', async (_what, more, status, code, detail) => {
    const before = await tables();
    const refused = await book(more);
    expect(refused).toMatchObject({ status, body: { status, code, detail: expect.stringMatching(detail) } });
    expect(await tables()).toBe(before);
  });

  it.each([
    ['date=2027-02-31', 'ValidationFailed'],
    ['date=2020-01-06', 'PastDate'],
    ['resource_type=field', 'ValidationFailed'],
    ['date=2027-01-06&resource_type=spaceship', 'ValidationFailed'],
    ['date=2027-01-06&duration=-5', 'ValidationFailed'],
  ])('refuses to look for %s', async (query, code) => {
    expect(await call('GET', `/v1/bookings/availability?tenant=arena&${query}`)).toMatchObject({
      status: 422,
      body: { code },
    });
  });

  it('keeps resources whole: refuses what contradicts itself, names that exist, prices that can not be', async () => {
    const room = {
      kind: 'room',
      name: 'Studio',
      opening: [{ weekdays: [1, 2], from: '20:00', to: '02:00' }],
      price: 75_000.5,
      price_rules: [{ weekdays: [1], from: '22:00', to: '24:00', price: 90_000 }],
    };
    const made = await call('POST', '/v1/resources?tenant=arena', room);
    expect(made).toMatchObject({
      status: 201,
      body: {
        resource: {
          name: 'Studio',
          price: 75_000.5,
          currency: 'IDR',
          opening: [{ weekday: 1, from: '20:00', to: '02:00' }, {}],
        },
      },
    });
    const { id } = (made.body as { resource: ResourceBody }).resource;
    const bad = [
      [{ ...room, price: -1 }, 422],
      [{ ...room, name: 'Other', price: 0.001 }, 422],
      [
        {
          ...room,
          name: 'Other',
          opening: [
            { weekdays: [1], from: '10:00', to: '10:00' },
            { weekdays: [1], from: '09:00', to: '11:00' },
          ],
        },
        422,
      ],
      [{ ...room, name: 'Other', slot_minutes: 1 }, 422],
      [room, 409],
      [{ ...room, kind: 'pool' }, 422],
    ] as const;
    const before = await tables();
    for (const [body, status] of bad)
      expect([body, (await call('POST', '/v1/resources?tenant=arena', body)).status]).toEqual([body, status]);
    expect(await tables()).toBe(before);
    expect((await call('PUT', `/v1/resources/${id}?tenant=arena`, { ...room, name: 'Studio 2' })).body).toMatchObject({
      resource: { name: 'Studio 2' },
    });
    expect((await call('DELETE', `/v1/resources/${id}?tenant=arena`)).status).toBe(204);
    expect(await call('GET', `/v1/resources/${id}?tenant=arena`)).toMatchObject({
      body: { resource: { active: false } },
    });
  });

  it('closes the house for a time and says which bookings stand in it', async () => {
    const date = dayAhead(25);
    const { body } = await book({ date, start_time: '08:00' });
    const closed = await call('POST', '/v1/blackouts?tenant=arena', {
      starts_at: `${date}T00:00:00+07:00`,
      ends_at: `${date}T24:00:00+07:00`.replace('T24:00', 'T23:59'),
      reason: 'turnamen',
    });
    expect(closed).toMatchObject({
      status: 201,
      body: { bookings: [(body as { booking: { number: number } }).booking.number] },
    });
    const free = await call('GET', `/v1/bookings/availability?tenant=arena&date=${date}`);
    const { availabilities } = free.body as { availabilities: { available_slots: unknown[] }[] };
    expect(availabilities.flatMap((one) => one.available_slots)).toEqual([]);
    const { id } = (closed.body as { blackout: { id: string } }).blackout;
    expect((await call('DELETE', `/v1/blackouts/${id}?tenant=arena`)).status).toBe(204);
    expect((await book({ date, start_time: '09:00' })).status).toBe(201);
    const backwards = { starts_at: `${date}T10:00:00Z`, ends_at: `${date}T09:00:00Z` };
    expect((await call('POST', '/v1/blackouts?tenant=arena', backwards)).status).toBe(422);
  });

  it('shows nothing of one tenant to another', async () => {
    const { body } = await book({ date: dayAhead(21), start_time: '08:00' });
    const { id } = (body as { booking: { id: string } }).booking;
    for (const path of [`/v1/bookings/${id}`, `/v1/resources/${court.id}`]) {
      expect((await call('GET', `${path}?tenant=valdman`)).status).toBe(404);
    }
    expect((await call('POST', `/v1/bookings/${id}/cancel?tenant=valdman`)).status).toBe(404);
    expect((await call('DELETE', `/v1/resources/${court.id}?tenant=valdman`)).status).toBe(404);
    expect((await call('GET', '/v1/bookings?tenant=valdman')).body).toMatchObject({ bookings: [], next_cursor: null });
    expect((await call('GET', '/v1/bookings?tenant=arena', undefined, { 'x-api-key': 'wrong' })).status).toBe(401);
  });
});
