import { checkAccessibility } from './accessibility.mjs';
import { checkKeyboard, checkNarrow, checkNoNetwork } from './layout.mjs';
import { checkPrint } from './print.mjs';

const wrap = (body) => `<!doctype html><html lang="fr"><title>x</title><body>${body}</body></html>`;
const planted = [
  ['grey text on grey', checkAccessibility, wrap('<main><h1 style="color:#999;background:#aaa">Titre assez long</h1></main>')],
  ['an image without a name', checkAccessibility, wrap('<main><h1>Titre</h1><svg role="img"></svg></main>')],
  ['a skipped heading level', checkAccessibility, wrap('<main><h1>Titre</h1><h4>Sous-titre</h4></main>')],
  ['a box wider than the window', checkNarrow, wrap('<main style="width:900px">x</main>')],
  ['a scrolling region without label', checkNarrow, wrap('<div class="scroll">x</div>')],
  ['no skip link', checkKeyboard, wrap('<a href="#x">x</a>')],
  ['a script', (page) => checkNoNetwork(page, [], ''), wrap('<script>1</script>')],
  ['a request', (page) => checkNoNetwork(page, ['https://example.org/a.css'], ''), wrap('x')],
  ['a figure that print hides', checkPrint, wrap('<style>@page{size:A4}@media print{td.h{display:none}}</style><section id="table">' +
    `<table><tr>${Array.from({ length: 12 }, (_, i) => `<td>${1000 + i}</td>`).join('')}<td class="h">4242</td></tr></table></section>`)],
];

/// Each check must find the fault planted for it: a check that cannot fail checks nothing.
export async function checkTheChecks(browser) {
  const blind = [];
  for (const [fault, check, html] of planted) {
    const page = await browser.newPage({ viewport: { width: 400, height: 900 } });
    await page.setContent(html);
    if ((await check(page)).length === 0) blind.push(`${fault} was not found`);
    await page.close();
  }
  return blind;
}
