import { gzipSync } from 'node:zlib';
import { createWidgetScript } from './widget-script.ts';

const LARGEST_BYTES = 30 * 1024;

test('the script is one small file that brings everything along', async () => {
  const script = createWidgetScript();
  const { code, etag } = await script();
  expect(gzipSync(code).length).toBeLessThan(LARGEST_BYTES);
  expect(gzipSync(code).length).toBeGreaterThan(4_000);
  expect(code).not.toMatch(/\b(?:import|require)\s*\(|^import /m);
  expect(etag).toMatch(/^"[\w-]{27}"$/);
  expect(await script()).toEqual({ code, etag });
});
