/**
 * Takes common English endings off a lower-case word, so that "replying", "replies" and "reply"
 * become one. Not a dictionary form: only sameness counts ("writing" and "write" give "writ").
 */
export function stem(word: string): string {
  if (word.length < 4) return word;
  let rest = word;
  if (rest.endsWith('ies') && rest.length > 4) rest = `${rest.slice(0, -3)}y`;
  else if (rest.endsWith('sses')) rest = rest.slice(0, -2);
  else if (rest.endsWith('s') && !/[sui]s$/.test(rest)) rest = rest.slice(0, -1);
  if (rest.length > 5 && rest.endsWith('ing')) rest = mended(rest.slice(0, -3));
  else if (rest.length > 4 && rest.endsWith('ed') && !rest.endsWith('eed')) rest = mended(rest.slice(0, -2));
  return rest.length > 4 && rest.endsWith('e') ? rest.slice(0, -1) : rest;
}

/** "plann" becomes "plan", "repli" becomes "reply". */
function mended(rest: string): string {
  const last = rest.charAt(rest.length - 1);
  if (rest.length > 3 && last === rest.charAt(rest.length - 2) && !'lsz'.includes(last)) return rest.slice(0, -1);
  return last === 'i' ? `${rest.slice(0, -1)}y` : rest;
}
