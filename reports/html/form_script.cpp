#include "reports/html/form_script.h"

namespace boussole::reports::html {

/// Reads the page into the questionnaire and back. No network: the page's policy forbids it.
const char* form_script() {
  return R"js(
(() => {
'use strict';
const byId = (id) => document.getElementById(id);
const blank = JSON.parse(byId('questionnaire').textContent);
const words = JSON.parse(byId('words').textContent);
let loaded = blank;
let count = 0;
let changed = false;
const status = byId('status');
const say = (text) => { status.textContent = ''; status.textContent = text; };
const questions = [...document.querySelectorAll('.question')];
const field = (root, name) => root.querySelector(`[data-field="${name}"]`);
const numberOf = (input) => input.value === '' || !Number.isFinite(input.valueAsNumber) ? null : input.valueAsNumber;

function renumber(question) {
  const proofs = [...question.querySelectorAll('.proof')];
  proofs.forEach((proof, i) => {
    proof.querySelector('.which').textContent = String(i + 1);
    proof.querySelector('.remove-which').textContent = String(i + 1);
  });
}

function addProof(question) {
  count += 1;
  const copy = question.querySelector('template').content.cloneNode(true);
  for (const node of copy.querySelectorAll('*'))
    for (const name of ['id', 'for', 'aria-describedby'])
      if (node.hasAttribute(name)) node.setAttribute(name, node.getAttribute(name).replaceAll('@', String(count)));
  const proof = copy.querySelector('.proof');
  question.querySelector('.proofs').append(copy);
  proof.querySelector('.remove').addEventListener('click', () => {
    proof.remove();
    renumber(question);
    changed = true;
    say(words.removed);
    question.querySelector('.add').focus();
    answered();
  });
  const picker = proof.querySelector('.picker');
  picker.addEventListener('change', () => hash(picker, proof));
  renumber(question);
  return proof;
}

async function hash(picker, proof) {
  const file = picker.files[0];
  if (!file) return;
  field(proof, 'file').value = file.name;
  if (!globalThis.crypto?.subtle) { say(words.no_hash); return; }
  say(words.hashing);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  field(proof, 'sha256').value = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  say(words.hashed);
}

function readProof(proof) {
  const text = (name) => field(proof, name)?.value.trim() ?? '';
  const out = {};
  if (field(proof, 'step')) out.step = text('step') === '' ? null : Number(text('step'));
  if (field(proof, 'item')) out.item = text('item');
  for (const name of ['what', 'url', 'date', 'file', 'sha256']) out[name] = text(name);
  out.checked_by = { role: text('checked_role'), date: text('checked_date'), verdict: text('verdict') };
  return out;
}

function writeProof(proof, given) {
  const put = (name, value) => { const node = field(proof, name); if (node) node.value = value ?? ''; };
  put('step', given.step === null || given.step === undefined ? '' : String(given.step));
  for (const name of ['item', 'what', 'url', 'date', 'file', 'sha256']) put(name, given[name]);
  put('checked_role', given.checked_by?.role);
  put('checked_date', given.checked_by?.date);
  put('verdict', given.checked_by?.verdict);
}

function readAnswer(question, before) {
  const out = { ...before };
  out.applicable = !field(question, 'not_applicable').checked;
  out.why_not_applicable = field(question, 'why').value.trim();
  if ('step' in out) {
    const chosen = question.querySelector('input[type=radio]:checked');
    out.step = !chosen || chosen.value === '' ? null : Number(chosen.value);
  }
  if (out.numbers)
    out.numbers = Object.fromEntries([...question.querySelectorAll('[data-number]')].map((input) =>
      [input.dataset.number, numberOf(input)]));
  if (out.items)
    out.items = Object.fromEntries([...question.querySelectorAll('[data-item]')].map((select) =>
      [select.dataset.item, select.value === '' ? null : select.value === 'yes']));
  out.proofs = [...question.querySelectorAll('.proof')].map(readProof);
  out.remark = field(question, 'remark').value.trim();
  return out;
}

function writeAnswer(question, answer) {
  field(question, 'not_applicable').checked = answer.applicable === false;
  field(question, 'why').value = answer.why_not_applicable ?? '';
  const step = answer.step ?? '';
  for (const radio of question.querySelectorAll('input[type=radio]'))
    radio.checked = step === '' ? radio.value === '' : radio.value !== '' && Number(radio.value) === step;
  for (const input of question.querySelectorAll('[data-number]')) input.value = answer.numbers?.[input.dataset.number] ?? '';
  for (const select of question.querySelectorAll('[data-item]')) {
    const given = answer.items?.[select.dataset.item];
    select.value = given === true ? 'yes' : given === false ? 'no' : '';
  }
  question.querySelector('.proofs').replaceChildren();
  for (const proof of answer.proofs ?? []) writeProof(addProof(question), proof);
  field(question, 'remark').value = answer.remark ?? '';
  showReason(question);
}

function showReason(question) {
  const off = field(question, 'not_applicable').checked;
  question.querySelector('.reason').hidden = !off;
  question.querySelector('.body').hidden = off;
}

const filled = (answer) => answer.applicable === false || (answer.step ?? null) !== null ||
  Object.values(answer.numbers ?? {}).some((x) => x !== null) || Object.values(answer.items ?? {}).some((x) => x !== null);

function collect() {
  const out = structuredClone(loaded);
  out.platform = { name: byId('platform-name').value.trim(), url: byId('platform-url').value.trim() };
  out.declared_by = { role: byId('role').value.trim(), date: byId('date').value };
  for (const question of questions) {
    const at = out.answers.findIndex((answer) => answer.indicator === question.dataset.indicator);
    const guide = blank.answers.find((answer) => answer.indicator === question.dataset.indicator);
    if (at < 0) out.answers.push(readAnswer(question, guide));
    else out.answers[at] = readAnswer(question, { ...guide, ...out.answers[at] });
  }
  return out;
}

function show(file) {
  byId('platform-name').value = file.platform?.name ?? '';
  byId('platform-url').value = file.platform?.url ?? '';
  byId('role').value = file.declared_by?.role ?? '';
  byId('date').value = file.declared_by?.date ?? '';
  for (const question of questions) {
    const answer = file.answers.find((one) => one.indicator === question.dataset.indicator);
    writeAnswer(question, answer ?? blank.answers.find((one) => one.indicator === question.dataset.indicator));
  }
  answered();
}

function answered() {
  const n = collect().answers.filter(filled).length;
  for (const node of document.querySelectorAll('.progress')) node.textContent = words.progress.replace('@', String(n));
}

byId('open').addEventListener('change', async (event) => {
  try {
    const file = JSON.parse(await event.target.files[0].text());
    if (file.schema !== blank.schema || !Array.isArray(file.answers)) throw new Error('schema');
    loaded = file;
    show(file);
    changed = false;
    say(words.opened);
  } catch {
    say(words.bad_file);
  }
});

for (const button of document.querySelectorAll('.save'))
  button.addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(collect(), null, 2)}\n`], { type: 'application/json' }));
    link.download = 'evidence.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    changed = false;
    say(words.saved);
  });

for (const question of questions) {
  question.querySelector('.add').addEventListener('click', () => {
    const proof = addProof(question);
    changed = true;
    proof.querySelector('input, select').focus();
  });
  field(question, 'not_applicable').addEventListener('change', () => showReason(question));
  showReason(question);
}
byId('form').addEventListener('input', () => { changed = true; answered(); });
byId('form').addEventListener('submit', (event) => event.preventDefault());
addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
for (const node of document.querySelectorAll('.needs-script')) node.hidden = false;
answered();
})();
)js";
}

}  // namespace boussole::reports::html
