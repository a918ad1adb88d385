// Hashes are signed: V8 keeps whole numbers of 32 bits without a box, larger ones not.

/** Hash of a string: FNV-1a over UTF-16 units, 32 bits, signed. */
export function hashText(text: string): number {
  let hash = 2166136261 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash;
}

/** One hash from two, in order; the finishing steps are murmur3's. */
export function joinHashes(a: number, b: number): number {
  let hash = Math.imul(a ^ ((((b + 0x9e3779b9) | 0) + ((a << 6) + (a >>> 2))) | 0), 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
