import { readFileSync } from 'node:fs';

/// Whether the page is the questionnaire, the one page that has a script.
export const isForm = (page) => page.evaluate(() => document.getElementById('questionnaire') !== null);

async function save(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.save').first().press('Enter')]);
  return readFileSync(await download.path(), 'utf8');
}

/// Saved untouched it is the questionnaire itself, byte for byte; filled in with the keyboard it saves the answers and
/// the hash of a document, and opens its own file again to the same bytes.
export async function checkForm(page, questionnaire) {
  const problems = [];
  const untouched = await save(page);
  if (untouched !== questionnaire) problems.push('saved untouched, the form does not give evidence.json');

  const question = page.locator('.question[data-indicator="acces-accompagnement"]');
  await page.locator('#role').fill('test team');
  await page.locator('#date').fill('2026-03-01');
  await question.locator('input[type=radio][value="0.5"]').focus();
  await page.keyboard.press('Space');
  await question.locator('.add').press('Enter');
  const focused = await page.evaluate(() => document.activeElement.closest('.proof') !== null);
  if (!focused) problems.push('adding a document does not bring the focus to it');
  await question.locator('[data-field="step"]').selectOption('0.5');
  await question.locator('[data-field="what"]').fill('Permanences <b>');
  await question.locator('[data-field="date"]').fill('2026-01-15');
  await question.locator('.picker').setInputFiles({ name: 'abc.txt', mimeType: 'text/plain', buffer: Buffer.from('abc') });
  await page.waitForFunction(() => document.querySelector('[data-field="sha256"]').value.length === 64);
  const points = page.locator('.question[data-indicator="tra-moderation-publiee"] [data-item]');
  await points.first().selectOption('no');
  const numbers = page.locator('.question[data-indicator="acces-conformite-rgaa"] [data-number]');
  await numbers.first().fill('81');
  const off = page.locator('.question[data-indicator="pou-budget-delegue"]');
  await off.locator('[data-field="not_applicable"]').press('Space');
  await off.locator('[data-field="why"]').fill('no budget');

  const text = await save(page);
  const answers = Object.fromEntries(JSON.parse(text).answers.map((answer) => [answer.indicator, answer]));
  const expect = (what, found, wanted) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) problems.push(`${what}: ${JSON.stringify(found)}`);
  };
  const help = answers['acces-accompagnement'];
  expect('step', help.step, 0.5);
  expect('document', [help.proofs.length, help.proofs[0]?.step, help.proofs[0]?.what, help.proofs[0]?.file],
    [1, 0.5, 'Permanences <b>', 'abc.txt']);
  expect('hash', help.proofs[0]?.sha256, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect('point', Object.values(answers['tra-moderation-publiee'].items), [false, null, null, null]);
  expect('number', answers['acces-conformite-rgaa'].numbers, { conforming: 81, applicable: null });
  expect('not applicable', [answers['pou-budget-delegue'].applicable, answers['pou-budget-delegue'].why_not_applicable],
    [false, 'no budget']);

  await page.reload();
  await page.locator('#open').setInputFiles({ name: 'evidence.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.waitForFunction(() => document.querySelectorAll('.proof').length === 1);
  if (await save(page) !== text) problems.push('opened again and saved, the file changes');
  await page.locator('#open').setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{') });
  await page.waitForFunction(() => document.getElementById('status').textContent !== '');
  await page.locator('.proof .remove').press('Enter');
  const left = await page.evaluate(() => [document.querySelectorAll('.proof').length, document.activeElement.className]);
  if (left[0] !== 0 || !left[1].includes('add')) problems.push(`removing a document leaves ${JSON.stringify(left)}`);
  return problems;
}

/// The state that accessibility is checked in: a document open in a question.
export async function openOneDocument(page) {
  await page.locator('.question .add').first().click();
}
