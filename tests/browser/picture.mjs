// The picture of the scorecard for the README: the head of the page and the first charts, at 1280 px.
// usage: node picture.mjs scorecard.html ../../docs/images/scorecard.png
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

const [page, picture] = process.argv.slice(2);
if (!page || !picture) {
  console.error('usage: node picture.mjs PAGE.html PICTURE.png');
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const tab = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
await tab.goto(`file://${resolve(page)}`, { waitUntil: 'load' });
// Down to the end of the second axis of the chart: measured, unmeasured and declared rows are all seen.
const end = await tab.evaluate(() => document.querySelectorAll('#chart .axis')[1].getBoundingClientRect().bottom + scrollY);
await tab.screenshot({ path: picture, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: Math.ceil(end) + 40 } });
await browser.close();
