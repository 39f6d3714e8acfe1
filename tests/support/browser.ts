import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A real Chromium in which `*.example` is this machine. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--host-resolver-rules=MAP *.example 127.0.0.1', '--disable-dev-shm-usage', '--force-device-scale-factor=1'],
    timeout: 60_000,
  });
}

function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = named ?? NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (found === undefined || !existsSync(found)) {
    throw new Error(
      `no Chromium ${named === undefined ? 'on PATH' : `at CHROMIUM_PATH=${named}`}: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one`,
    );
  }
  return found;
}
