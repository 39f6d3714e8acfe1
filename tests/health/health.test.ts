import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';

/** What balancers and monitors are told of the whole product. */
describe('health', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, 120_000);
  afterAll(() => stack.stop());

  interface Report {
    readonly ready: boolean;
    readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
  }
  const readiness = async () => {
    const response = await fetch(`${stack.apiUrl}/readyz`);
    return { status: response.status, report: (await response.json()) as Report };
  };
  const isReady = async () => (await readiness()).status === 200;

  it('a worker that was killed is missed within 15 seconds, and found again at once', async () => {
    await until('the stack to be ready', 30_000, isReady);
    await stack.worker.kill();
    const killedAt = Date.now();
    await until('the worker to be missed', 30_000, async () => !(await isReady()));
    expect(Date.now() - killedAt).toBeLessThan(15_000);
    const { status, report } = await readiness();
    expect({ status, ready: report.ready }).toEqual({ status: 503, ready: false });
    expect(report.checks).toMatchObject({ postgres: { ok: true }, temporal: { ok: true }, worker: { ok: false } });
    expect(report.checks['worker']?.detail).toContain('has been heard');
    expect((await fetch(`${stack.apiUrl}/healthz`)).status).toBe(200);

    await stack.worker.start();
    await until('the new worker to be found', 10_000, isReady);
  }, 90_000);

  it('an API that starts while no worker lives says so within 15 seconds', async () => {
    await stack.worker.kill();
    await stack.api.kill();
    await stack.api.start();
    const startedAt = Date.now();
    await until('the worker to be missed', 30_000, async () => !(await isReady()));
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    await stack.worker.start();
    await until('the new worker to be found', 10_000, isReady);
  }, 90_000);

  it('figures are for this machine, and not for who comes through an unknown proxy', async () => {
    const figures = await fetch(`${stack.apiUrl}/metrics`);
    expect([figures.status, figures.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(await figures.text()).toContain('colloquy_http_request_seconds_bucket');
    const forwarded = await fetch(`${stack.apiUrl}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } });
    expect(await forwarded.json()).toMatchObject({ status: 403, code: 'MetricsRefused' });
  });

  describe('with METRICS_TOKEN', () => {
    const token = 'a-token-for-prometheus';
    let guarded: Stack;
    beforeAll(async () => {
      guarded = await startStack({ apiEnv: { METRICS_TOKEN: token } });
    }, 120_000);
    afterAll(() => guarded.stop());

    it.each([
      [undefined, 401],
      ['Bearer a-token-for-prometheuz', 401],
      [`Bearer ${token}`, 200],
    ])('authorization %s answers %i', async (authorization, status) => {
      const headers = authorization === undefined ? {} : { authorization };
      expect((await fetch(`${guarded.apiUrl}/metrics`, { headers })).status).toBe(status);
    });
  });
});
