import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const squeeze = (text) => text.normalize('NFKC').replace(/[\s\u00a0\u202f\u2009]+/g, '');

/// Printed on A4, the text of the PDF still holds every cell of the table of figures, every indicator's name and reason
/// (every cell, figure and sentence of a list in a comparison),
/// and no page is left empty.
export async function checkPrint(page) {
  const folder = mkdtempSync(join(tmpdir(), 'boussole-print-'));
  try {
    const file = join(folder, 'page.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: false, tagged: true });
    const problems = [];
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    if (!/Page size:\s+59[45][.\d]* x 84[12]/.test(info)) problems.push(`not A4: ${info.match(/Page size:.*/)?.[0]}`);
    const pages = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
    pages.forEach((text, index) => {
      if (squeeze(text).length < 20) problems.push(`page ${index + 1} is empty`);
    });
    const texts = [pages.join(''), execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })].map(squeeze);
    const cells = await page.evaluate(() =>
      [...document.querySelectorAll(document.querySelector('#table')
        ? '#table td, #table th, #chart .why, #spaces td, #declarations li'
        : 'main td, main th, main .says, main li li, main ul.plain li')]  // comparisons, scenarios
        .map((cell) => cell.textContent.trim()).filter((text) => text !== ''));
    if (cells.length < 10) problems.push(`only ${cells.length} cells to look for`);
    for (const cell of new Set(cells))
      if (!texts.some((text) => text.includes(squeeze(cell)))) problems.push(`not in the printed text: "${cell}"`);
    return problems.slice(0, 10);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
