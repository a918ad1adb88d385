import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyLists } from '../../src/boilerplate/key-lists.js';

/** Few keys, which collide in the slots that are chosen by their upper bits, too. */
const keys = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 2 ** 20, 2 ** 31), fc.integer({ min: 0, max: 255 }))
  .map(([high, more, low]) => (high + more) * 256 + low);

it('keep what a Map would', () => {
  fc.assert(
    fc.property(fc.array(fc.array(keys, { maxLength: 30 }), { maxLength: 30 }), texts => {
      const lists = new KeyLists();
      const map = new Map<number, number[]>();
      texts.forEach((ofText, number) => {
        for (const key of ofText) {
          lists.add(key, number);
          const list = map.get(key) ?? [];
          if (list.at(-1) !== number) map.set(key, [...list, number]);
        }
      });
      for (const [key, list] of map) expect(lists.get(key)).toEqual(list);
      lists.shorten(list => list.slice(0, 2));
      for (const [key, list] of map) expect(lists.get(key)).toEqual(list.slice(0, 2));
      // No key that is made above.
      expect(lists.get(99 * 256)).toEqual([]);
    }),
  );
});

it('grow', () => {
  const lists = new KeyLists();
  for (let i = 0; i < 50_000; i++) lists.add(i * 7919 * 256, i);
  for (let i = 0; i < 50_000; i += 97) expect(lists.get(i * 7919 * 256)).toEqual([i]);
});
