import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';

const DEMO = join(import.meta.dirname, '../../playground/demo.ts');

describe('npm run demo', () => {
  it('prints an address that answers with the page, and ends when it is told to', async () => {
    const demo = spawn(process.execPath, [DEMO], { env: { PATH: process.env['PATH'], PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void demo.kill('SIGKILL'));
    const ended = new Promise<number | null>((resolve) => demo.once('exit', resolve));
    const lines = createInterface(demo.stdout)[Symbol.asyncIterator]();
    const first: unknown = (await lines.next()).value;
    const address = /^Open (http:\/\/localhost:\d+) /.exec(String(first))?.[1] ?? '';
    const page = await fetch(address);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>')]);
    const state = await fetch(`${address}/api/state?person=U0ADA`);
    expect(await state.json()).toMatchObject({ world: 'shop', bot: {} });
    demo.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 60_000);
});
