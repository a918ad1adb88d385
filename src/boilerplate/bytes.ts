/** Bytes of the stored index: checksums, and whole numbers in as few bytes as they need. */

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (as in gzip) of `bytes[from, to)`. `seed` ties a checksum to the place the bytes belong to. */
export function crc32(bytes: Uint8Array, from = 0, to = bytes.length, seed = 0): number {
  let crc = ~seed;
  for (let i = from; i < to; i++) crc = (CRC_TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** A buffer that grows as it is written to. */
export class ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(size = 1 << 16) {
    this.bytes = new Uint8Array(size);
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  /** A whole number below 2^53: seven bits a byte, the lowest first. */
  varint(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.length++] = rest;
  }

  /** A number of exactly `size` bytes, the lowest first. */
  fixed(value: number, size: number): void {
    this.reserve(size);
    let rest = value;
    for (let i = 0; i < size; i++) {
      this.bytes[this.length++] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  clear(): void {
    this.length = 0;
  }
}

/** Reads what `ByteWriter` wrote. @throws RangeError at a number that runs past the end */
export class ByteReader {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array, from = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.at = from;
    this.#end = end;
  }

  get done(): boolean {
    return this.at >= this.#end;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#next();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  fixed(size: number): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < size; i++) {
      value += this.#next() * scale;
      scale *= 256;
    }
    return value;
  }

  take(count: number): Uint8Array {
    if (this.at + count > this.#end) throw new RangeError('the bytes end too soon');
    this.at += count;
    return this.#bytes.subarray(this.at - count, this.at);
  }

  #next(): number {
    if (this.at >= this.#end) throw new RangeError('the bytes end too soon');
    return this.#bytes[this.at++] as number;
  }
}
