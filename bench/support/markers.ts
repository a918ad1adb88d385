/**
 * Puts generated Markdown between `<!-- name:begin -->` and `<!-- name:end -->`; the rest of the
 * page stays as written.
 *
 * @throws Error naming the marker that the page lacks
 */
export function replaceBetweenMarkers(page: string, name: string, text: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0) throw new Error(`the page has no ${begin}; put it where the generated part goes`);
  if (to < from) throw new Error(`the page has no ${end} after ${begin}; put it where the generated part ends`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}
