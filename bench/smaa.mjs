// Pairs of runs, ours then NumPy's, in turn: medians and the median of the paired ratios.
//   node bench/smaa.mjs build/…/bench/boussole-smaa-bench [rounds] [threads]
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [bench, rounds = '7', threads = '2'] = process.argv.slice(2);
if (!bench) {
  console.error('usage: node bench/smaa.mjs BOUSSOLE-SMAA-BENCH [rounds] [threads]');
  process.exit(2);
}
const peer = fileURLToPath(new URL('peers/smaa.py', import.meta.url));
const run = (command, args) => Number(execFileSync(command, args, { encoding: 'utf8' }).split(' ')[0]);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
for (const [units, criteria] of [[40, 45], [50, 45]]) {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    ours.push(run(bench, [threads, String(units), String(criteria), '100000']));
    theirs.push(run('python3', [peer, String(units), String(criteria), '100000']));
  }
  const ratios = theirs.map((t, i) => t / ours[i]);
  console.log(`${units} units x ${criteria} criteria x 100,000 draws, ${threads} threads: `
    + `boussole ${median(ours).toFixed(1)} ms, NumPy ${median(theirs).toFixed(1)} ms, `
    + `ratio ${median(ratios).toFixed(1)} (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`);
}
