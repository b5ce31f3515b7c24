import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'];

/// Problems that axe-core finds under the WCAG 2.2 AA, best-practice and RGAA rules; empty when there is none.
export async function checkAccessibility(page) {
  await page.evaluate(source);
  const outcome = await page.evaluate(async (wanted) => {
    const known = new Set(window.axe.getRules().flatMap((rule) => rule.tags));
    const absent = wanted.filter((tag) => !known.has(tag));
    const result = await window.axe.run(document, {
      runOnly: { type: 'tag', values: wanted },
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations', 'incomplete', 'passes'],
    });
    // Two things that axe leaves undecided are decided elsewhere: a single sign ("—", "0") has the colours of the longer
    // texts beside it, and what a narrow scrolling region hides is measured in the wide window.
    const decided = (node) => node.any.some((check) => check.data?.messageKey === 'shortTextContent' ||
      (/^(bgOverlap|elmPartiallyObscur)/.test(check.data?.messageKey ?? '') && document.querySelector(node.target[0])?.closest('.scroll')));
    for (const rule of result.incomplete) rule.nodes = rule.nodes.filter((node) => !decided(node));
    const short = (rules) => rules.map((rule) => ({ id: rule.id, help: rule.help,
      nodes: rule.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`.replace(/\s+/g, ' ')) }));
    return { absent, violations: short(result.violations), incomplete: short(result.incomplete),
      passes: result.passes.length };
  }, tags);

  const problems = outcome.absent.map((tag) => `this axe-core has no rule tagged ${tag}`);
  if (outcome.passes < 20) problems.push(`only ${outcome.passes} rules were applied`);
  for (const rule of [...outcome.violations, ...outcome.incomplete.filter((r) => r.id === 'color-contrast' && r.nodes.length > 0)])
    problems.push(`${rule.id}: ${rule.help}`, ...rule.nodes.slice(0, 5).map((node) => `    ${node}`));
  return problems;
}
