/// The page never scrolls sideways; only a labelled, focusable region may.
export async function checkNarrow(page) {
  return page.evaluate(() => {
    const problems = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      problems.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth} px`);
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('.scroll, .skip, .hidden, svg')) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 0 && box.right > root.clientWidth + 1)
        problems.push(`<${element.tagName.toLowerCase()} class="${element.className}"> ends at ${Math.round(box.right)} px`);
    }
    for (const region of document.querySelectorAll('.scroll')) {
      const label = document.getElementById(region.getAttribute('aria-labelledby') ?? '');
      if (region.tabIndex !== 0 || !label?.textContent.trim()) problems.push('a scrolling region has no label or no focus');
    }
    return problems.slice(0, 10);
  });
}

/// Nothing was fetched but the file itself, and it has no script; the questionnaire has its own, and none from elsewhere.
export async function checkNoNetwork(page, requests, own, form = false) {
  const problems = requests.filter((url) => url !== own && !url.startsWith('data:')).map((url) => `asked for ${url}`);
  const scripts = await page.evaluate((allowed) =>
    [...document.scripts].filter((script) => !allowed || script.src !== '').length, form);
  if (scripts !== 0) problems.push(`${scripts} script elements`);
  return problems;
}

/// The first key reaches the skip link, it is visible then, and it leads to the content; focus is always shown.
export async function checkKeyboard(page) {
  const problems = [];
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute('href'), seen: box.left >= 0 && box.width > 0 };
  });
  if (first.href !== '#content' || !first.seen) problems.push(`the first stop is not a visible skip link: ${JSON.stringify(first)}`);
  await page.keyboard.press('Enter');
  const after = await page.evaluate(() => document.activeElement.id);
  if (after !== 'content') problems.push(`the skip link leads to "${after}"`);
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      if (document.activeElement === document.body) return null;  // past the last stop of a short page
      return { name: document.activeElement.outerHTML.slice(0, 60), width: parseFloat(style.outlineWidth), style: style.outlineStyle };
    });
    if (outline === null) break;
    if (outline.style === 'none' || outline.width < 2) problems.push(`no visible focus on ${outline.name}`);
  }
  return problems;
}
