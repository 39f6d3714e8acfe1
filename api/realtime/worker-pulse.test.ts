import { createWorkerPulse } from './worker-pulse.ts';

function setUp() {
  let now = Date.UTC(2026, 10, 21);
  const pulse = createWorkerPulse(() => new Date(now));
  return { pulse, wait: (seconds: number) => (now += seconds * 1000) };
}

test('who does not listen can not say that workers are silent', () => {
  const { pulse, wait } = setUp();
  wait(60);
  expect(pulse.isSilent('conversations')).toBe(false);
});

test('a worker is silent twelve seconds after it was last heard, or after listening began', () => {
  const { pulse, wait } = setUp();
  pulse.listening();
  wait(11);
  expect(pulse.isSilent('conversations')).toBe(false);
  pulse.heard('conversations');
  wait(12);
  expect(pulse.isSilent('conversations')).toBe(false);
  wait(1);
  expect(pulse.isSilent('conversations')).toBe(true);
  pulse.heard('other-conversations');
  expect(pulse.isSilent('conversations')).toBe(true);
  pulse.heard('conversations');
  expect(pulse.isSilent('conversations')).toBe(false);
});

test('after a time of not listening workers have their time to be heard again', () => {
  const { pulse, wait } = setUp();
  pulse.listening();
  wait(60);
  pulse.listening();
  expect(pulse.isSilent('conversations')).toBe(false);
  wait(13);
  expect(pulse.isSilent('conversations')).toBe(true);
});
