// The demo's board in every size, theme and language, into docs/board/: `npm run screenshots`, after ./run.sh or `npm run assets`.
// The simulator has a fixed seed and start, and nothing happens in it any more while the pictures are taken: only clocks tick from one to the next.
import { spawn, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import UPNG from 'upng-js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sizes = [[1280, 720], [1920, 1080], [3840, 2160]], themes = ['dark', 'light'], languages = ['zh-CN', 'en'];
const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ');
/** Enough for this board, and a third of the bytes. */
const colours = width => width > 2000 ? 40 : 64;
const processes = [];
const storage = mkdtempSync(join(tmpdir(), 'wallboard-'));

const freePort = () => new Promise(found => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

async function until(what, condition, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise(go => setTimeout(go, 200)))
    if (await condition().catch(() => false)) return;
  throw new Error(`waited ${seconds} s in vain: ${what}`);
}

function start(project, environment) {
  execFileSync('dotnet', ['build', join(root, 'src', project), '-c', 'Release', '-v', 'quiet', '--nologo'], { stdio: 'inherit' });
  processes.push(spawn('dotnet', [join(root, 'src', project, 'bin', 'Release', 'net10.0', `${project}.dll`)], { env: { ...process.env, ...environment }, stdio: 'ignore' }));
}

/** A browser of the demo's supervisor. */
async function signedIn(browser, address) {
  const page = await browser.newPage();
  await page.goto(`${address}/sign-in?returnUrl=/pair`);
  await page.locator('form', { has: page.locator('[name=name][value=supervisor]') }).locator('button').click();
  await page.waitForURL('**/pair');
  return page;
}

/** A television, paired as people do it: it shows a code, the supervisor types it. */
async function paired(browser, supervisor, address, [width, height], theme, language) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(`${address}/tv`);
  await supervisor.goto(`${address}/pair?code=${await page.locator('#code').textContent()}`);
  await supervisor.fill('#name', `${width} ${theme} ${language}`);
  await supervisor.selectOption('#language', language);
  await supervisor.selectOption('#theme', theme);
  await supervisor.click('form:has(#code) button.primary');
  await page.waitForSelector('#screen');
  return page;
}

async function shoot(browser, supervisor, address, [width, height], theme, language) {
  const page = await paired(browser, supervisor, address, [width, height], theme, language);
  await page.waitForFunction(() => document.getElementById('screen').dataset.link === 'fresh' && document.fonts.status === 'loaded'
    && !document.querySelector('#tile-concurrency:not([data-fresh="fresh"])') && document.querySelector('path.lastweek'));
  // Not while something that has just come still moves.
  await page.waitForFunction(() => document.getAnimations().length === 0);
  const picture = UPNG.decode((await page.screenshot()).buffer);
  const small = UPNG.encode(UPNG.toRGBA8(picture), width, height, colours(width));
  const file = `${width}x${height}-${theme}-${language}.png`;
  writeFileSync(join(root, 'docs', 'board', file), Buffer.from(small));
  console.log(`docs/board/${file} ${Math.round(small.byteLength / 1024)} kB`);
  await page.close();
}

try {
  const [platform, portal] = [await freePort(), await freePort()];
  const [simulator, address] = [`http://127.0.0.1:${platform}`, `http://127.0.0.1:${portal}`];
  start('Wallboard.Simulator', {
    ASPNETCORE_URLS: simulator, Simulator__Preset: 'Demo', Simulator__Seed: '1', Simulator__Start: '2026-11-20T15:25:20+08:00',
  });
  start('Wallboard.Web', {
    ASPNETCORE_URLS: address, Demo__Active: 'true', Storage__ConnectionString: `Data Source=${join(storage, 'wallboard.db')}`,
    Platform__Tenants__0__Id: '10000', Platform__Tenants__0__Name: '演示呼叫中心',
    Platform__Tenants__0__Socket: `ws://127.0.0.1:${platform}/cti`, Platform__Tenants__0__Api: `${simulator}/5.0.x.20210203_release/`,
    Platform__Tenants__0__Seat: '10000_1900', Platform__Tenants__0__Extension: '6900', Platform__Tenants__0__TimeZone: 'Asia/Shanghai',
  });
  const ready = async () => (await (await fetch(`${address}/health/ready`)).json()).tenants[0].link.state === 'fresh';
  await until('the link is fresh', ready);
  // A moment with callers in the queues and in the IVR.
  await until('callers wait', async () => {
    const { totals, ivr } = await (await fetch(`${simulator}/sim/truth/10000`)).json();
    return totals.waiting >= 3 && ivr.sessions.length >= 2;
  }, 300);
  await fetch(`${simulator}/sim/freeze`, { method: 'POST' });
  mkdirSync(join(root, 'docs', 'board'), { recursive: true });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: flags });
  const supervisor = await signedIn(browser, address);
  for (const size of sizes) for (const theme of themes) for (const language of languages) await shoot(browser, supervisor, address, size, theme, language);
  await browser.close();
} finally {
  for (const each of processes) each.kill();
  await Promise.all(processes.map(each => each.exitCode === null && new Promise(ended => each.once('exit', ended))));
  rmSync(storage, { recursive: true });
}
