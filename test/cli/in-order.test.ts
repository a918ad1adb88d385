import { describe, expect, it } from 'vitest';
import { InOrder } from '../../src/cli/in-order.js';

describe('results in order', () => {
  it('are passed on as soon as those before them are there', async () => {
    const taken: string[] = [];
    const results = new InOrder<string>(result => void taken.push(result));
    await results.add(1, 'b');
    expect(taken).toEqual([]);
    await results.add(0, 'a');
    expect(taken).toEqual(['a', 'b']);
    void results.add(3, 'd');
    void results.add(2, 'c');
    await results.end();
    expect(taken).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are passed on one by one, though taking one takes its time', async () => {
    const taken: string[] = [];
    const results = new InOrder<string>(async result => {
      taken.push(`${result} comes`);
      await new Promise(resolve => setImmediate(resolve));
      taken.push(`${result} done`);
    });
    void results.add(0, 'a');
    await results.add(1, 'b');
    expect(taken).toEqual(['a comes', 'a done', 'b comes', 'b done']);
  });

  it('tell whoever comes next what went wrong, and go no further', async () => {
    const taken: number[] = [];
    const results = new InOrder<number>(result => {
      if (result === 1) throw new Error('the disk is full');
      taken.push(result);
    });
    for (const number of [0, 1, 2]) void results.add(number, number);
    await expect(results.end()).rejects.toThrow('the disk is full');
    expect(() => results.add(3, 3)).toThrow('the disk is full');
    expect(taken).toEqual([0]);
  });
});
