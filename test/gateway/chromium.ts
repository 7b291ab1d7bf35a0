/** A real browser for a test, or the reason why there is none. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is, once it is there; else why it cannot be had. */
export type Found = { path: string; missing?: never } | { path?: never; missing: string };

/** Finds Chromium; where it is missing, and Debian's packages and root allow, installs it (about a minute). */
export function findChromium(): Found {
  const path = PATHS.find(existsSync);
  if (path) return { path };
  if (process.getuid?.() !== 0) return { missing: 'Chromium is not installed, and only root can install it' };
  try {
    execFileSync(
      'sh',
      ['-c', 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium'],
      {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: 'pipe',
        timeout: 240_000,
      },
    );
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return { missing: `Chromium is not installed, and apt-get cannot: ${reason}` };
  }
  const installed = PATHS.find(existsSync);
  return installed
    ? { path: installed }
    : { missing: 'apt-get installed chromium, but it is at none of its paths' };
}

/** A fresh headless profile that asks nothing of the world by itself. */
export const openChromium = (path: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'guantong-chromium-')), {
    executablePath: path,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
