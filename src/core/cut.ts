/** The beginning of a text: whole words where it has several, at most so many UTF-16 units, no half character. */
export function cutAt(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/\s+\S*$/u, '')
    .replace(/[\ud800-\udbff]$/, '');
}
