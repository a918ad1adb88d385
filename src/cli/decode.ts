/** How a file's bytes spell its text. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly byteOrderMark: boolean;
}

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly line?: number; readonly column?: number };

/** Names of formats that people save postings in by mistake, by their first bytes. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['a PDF file', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a Word (.docx) or other zip file', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Word (.doc) file', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a gzip archive', [0x1f, 0x8b]],
];

/** What to tell of a file that is of another format, as its first bytes say; undefined of all others. */
export function binaryFormatFault(bytes: Uint8Array): string | undefined {
  const format = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  return format && `is ${format[0]}, not text: save the posting as .md or .txt`;
}

/**
 * Turns a posting's bytes into text. A byte order mark is left out of the text, so offsets count
 * from after it. UTF-16 is read with or without a mark; other encodings than UTF-8 and UTF-16
 * are told, not guessed: a wrong guess would print wrong words.
 */
export function decodePosting(bytes: Uint8Array): Decoded {
  const binary = binaryFormatFault(bytes);
  if (binary !== undefined) return { ok: false, message: binary };
  const encoding = detectEncoding(bytes);
  if (encoding.name !== 'utf-8') return decodeUtf16(bytes, encoding);
  const body = encoding.byteOrderMark ? bytes.subarray(3) : bytes;
  if (body.includes(0)) return { ok: false, message: 'is binary (it holds NUL bytes), not text' };
  try {
    return { ok: true, text: decodeWith('utf-8', body) };
  } catch {
    return invalidUtf8(body);
  }
}

/** By the byte order mark, or for UTF-16 without one by its NUL bytes. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { name: 'utf-8', byteOrderMark: true };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le', byteOrderMark: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'utf-16be', byteOrderMark: true };
  return { name: unmarkedUtf16(bytes) ?? 'utf-8', byteOrderMark: false };
}

/** Western text in UTF-16 has a NUL in nearly every second byte, always at the same side. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 1024);
  if (sample.length < 4 || bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++;
  const units = sample.length / 2;
  if (odd > units * 0.7 && even === 0) return 'utf-16le';
  if (even > units * 0.7 && odd === 0) return 'utf-16be';
  return undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: Encoding): Decoded {
  const body = encoding.byteOrderMark ? bytes.subarray(2) : bytes;
  try {
    return { ok: true, text: decodeWith(encoding.name, body) };
  } catch {
    return { ok: false, message: `looks like ${encoding.name.toUpperCase()} but is damaged: save it as UTF-8` };
  }
}

function decodeWith(name: Encoding['name'], bytes: Uint8Array): string {
  return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Text as bytes, its byte order mark included where the encoding has one. */
export function encodePosting(text: string, { name, byteOrderMark }: Encoding): Buffer {
  const marked = byteOrderMark ? `\ufeff${text}` : text;
  if (name === 'utf-8') return Buffer.from(marked, 'utf8');
  const bytes = Buffer.from(marked, 'utf16le');
  return name === 'utf-16be' ? bytes.swap16() : bytes;
}

function invalidUtf8(bytes: Uint8Array): Decoded {
  const at = firstInvalidByte(bytes);
  const before = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes.subarray(0, at));
  const lines = before.split(/\r\n|\r|\n/);
  const byte = (bytes[at] as number).toString(16).toUpperCase().padStart(2, '0');
  const latin = new TextDecoder('windows-1252').decode(bytes.subarray(at, at + 1));
  const guess = /\p{L}|[‘’“”–—•…€£]/u.test(latin)
    ? ` It may be Windows-1252 or Latin-1, where that byte is “${latin}”.`
    : '';
  return {
    ok: false,
    message: `is not valid UTF-8 (byte 0x${byte}).${guess} Save the file as UTF-8.`,
    line: lines.length,
    column: (lines.at(-1) as string).length + 1,
  };
}

/** Where the first character begins that is none. */
function firstInvalidByte(bytes: Uint8Array): number {
  // A prefix of valid bytes stays valid when cut, so the border can be bisected: the streaming
  // decoder lets the last character be unfinished, the strict one then says where it begins.
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(bytes.subarray(0, middle), { stream: true })) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && !decodes(bytes.subarray(0, low), { stream: false })) low--;
  return low;
}

function decodes(bytes: Uint8Array, options: { stream: boolean }): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, options);
    return true;
  } catch {
    return false;
  }
}
