// Opens HTML reports in a browser and checks what no unit test can: accessibility rules, narrow screens, no network,
// and a printed page that lost no figure.   usage: node run.mjs FILE.html…   (env CHROMIUM: the browser to use)
import { existsSync, readFileSync } from 'node:fs';
import { resolve, basename } from 'node:path';
import { chromium } from 'playwright-core';
import { checkAccessibility } from './accessibility.mjs';
import { checkNarrow, checkNoNetwork, checkKeyboard } from './layout.mjs';
import { checkForm, isForm, openOneDocument } from './form.mjs';
import { checkTheChecks } from './planted.mjs';
import { checkPrint } from './print.mjs';

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

const files = process.argv.slice(2).map((file) => resolve(file));
if (files.length === 0) {
  console.error('usage: node run.mjs FILE.html…');
  process.exit(2);
}
const executablePath = browsers.find((path) => path && existsSync(path));
if (!executablePath) {
  console.error('no browser found: install chromium, or set CHROMIUM to its path');
  process.exit(2);
}

let passed = 0;
let failed = 0;
function report(name, problems) {
  if (problems.length === 0) {
    passed += 1;
    console.log(`ok      ${name}`);
    return;
  }
  failed += 1;
  console.log(`FAILED  ${name}`);
  for (const problem of problems) console.log(`        ${problem}`);
}

async function guarded(name, check) {
  try {
    report(name, await check());
  } catch (error) {
    report(name, [String(error?.stack ?? error)]);
  }
}

const browser = await chromium.launch({ executablePath, args: flags });
await guarded('the checks find planted faults', () => checkTheChecks(browser));
for (const file of files) {
  const title = basename(file);
  for (const width of [1280, 400]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const requests = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(`file://${file}`, { waitUntil: 'load' });
      const name = `${title}, ${width} px, ${colorScheme}`;
      const form = await isForm(page);
      if (colorScheme === 'light') {
        await guarded(`${name}: nothing overflows`, () => checkNarrow(page));
        await guarded(`${name}: keyboard`, () => checkKeyboard(page));
        await guarded(`${name}: no network`, () => checkNoNetwork(page, requests, `file://${file}`, form));
      }
      if (form) await openOneDocument(page);
      await guarded(`${name}: accessibility`, () => checkAccessibility(page));
      await context.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(`file://${file}`, { waitUntil: 'load' });
  if (await isForm(page))
    await guarded(`${title}: fill in, save, open`, () => checkForm(page, readFileSync(file.replace(/\.html$/, '.json'), 'utf8')));
  else await guarded(`${title}: print`, () => checkPrint(page));
  await page.close();
}
await browser.close();

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
