import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, conflicts, resolveEdits, shiftSpan, trimEdit } from '../../src/core/edits.js';
import type { Edit } from '../../src/core/types.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '\n', '\r', '\r\n', '\t', '\ufeff', '\u00a0', '—', '🦊', '-', '*'),
    maxLength: 60,
  }),
);

function editOf(length: number): fc.Arbitrary<Edit> {
  return fc
    .tuple(fc.nat(length), fc.nat(length), fc.oneof(fc.constantFrom('', 'x', 'yy'), fc.string({ maxLength: 6 })))
    .map(([a, b, replacement]) => ({ span: { start: Math.min(a, b), end: Math.max(a, b) }, text: replacement }));
}

const sourceAndEdits = text.chain(source =>
  fc.tuple(fc.constant(source), fc.array(editOf(source.length), { maxLength: 12 })),
);
const sourceAndGroups = text.chain(source =>
  fc.tuple(
    fc.constant(source),
    fc.array(fc.array(editOf(source.length), { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
  ),
);

/** The slow, obvious way: from the back to the front, an insert after what it stands before. */
function applySlowly(source: string, edits: readonly Edit[]): string {
  const unique = edits.filter(
    (edit, i) =>
      edits.findIndex(e => e.span.start === edit.span.start && e.span.end === edit.span.end && e.text === edit.text) ===
      i,
  );
  return unique
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((rest, edit) => rest.slice(0, edit.span.start) + edit.text + rest.slice(edit.span.end), source);
}

describe('applyEdits', () => {
  it('keeps everything outside the edits byte for byte', () => {
    fc.assert(
      fc.property(sourceAndGroups, ([source, groups]) => {
        const { edits } = resolveEdits(groups);
        const result = applyEdits(source, edits);
        expect(result).toBe(applySlowly(source, edits));
        let read = 0;
        let end = 0;
        for (const edit of edits) {
          const kept = source.slice(end, edit.span.start);
          expect(result.slice(read, read + kept.length)).toBe(kept);
          read += kept.length + edit.text.length;
          end = edit.span.end;
        }
        expect(result.slice(read)).toBe(source.slice(end));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not care for the order of the list', () => {
    fc.assert(
      fc.property(sourceAndGroups, fc.infiniteStream(fc.nat()), ([source, groups], numbers) => {
        const { edits } = resolveEdits(groups);
        const shuffled = edits
          .map(edit => ({ edit, key: numbers.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(pair => pair.edit);
        expect(applyEdits(source, shuffled)).toBe(applyEdits(source, edits));
      }),
    );
  });

  it('applies any edits that do not conflict, and throws for the others', () => {
    fc.assert(
      fc.property(sourceAndEdits, ([source, edits]) => {
        const clash = edits.some((a, i) => edits.slice(i + 1).some(b => conflicts(a, b)));
        if (clash) expect(() => applyEdits(source, edits)).toThrow(RangeError);
        else expect(applyEdits(source, edits)).toBe(applySlowly(source, edits));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['two edits that touch', [edit(0, 1, 'A'), edit(1, 2, 'B')], 'ABcd'],
    ['an insert before what is replaced', [edit(1, 1, '>'), edit(1, 2, 'B')], 'a>Bcd'],
    ['an insert after what is replaced', [edit(1, 2, 'B'), edit(2, 2, '<')], 'aB<cd'],
    ['an insert between two replacements', [edit(0, 2, 'X'), edit(2, 2, '|'), edit(2, 4, 'Y')], 'X|Y'],
    ['the same insert twice', [edit(2, 2, '!'), edit(2, 2, '!')], 'ab!cd'],
    ['inserts at both ends', [edit(0, 0, '^'), edit(4, 4, '$')], '^abcd$'],
    ['no edit', [], 'abcd'],
  ])('%s', (_, edits, expected) => {
    expect(applyEdits('abcd', edits)).toBe(expected);
  });

  it.each([
    ['two at the same words', [edit(0, 2, 'X'), edit(0, 2, 'Y')]],
    ['one inside another', [edit(0, 4, 'X'), edit(1, 2, 'Y')]],
    ['an insert inside a replacement', [edit(0, 2, 'X'), edit(1, 1, 'Y')]],
    ['two different inserts at one point', [edit(2, 2, 'X'), edit(2, 2, 'Y')]],
    ['outside the source', [edit(3, 5, 'X')]],
  ])('refuses %s', (_, edits) => {
    expect(() => applyEdits('abcd', edits)).toThrow(RangeError);
  });
});

describe('resolveEdits', () => {
  it('takes groups whole, the earlier first, and as many as fit', () => {
    fc.assert(
      fc.property(sourceAndGroups, ([, groups]) => {
        const { edits, taken } = resolveEdits(groups);
        const inTaken = (edit: Edit) =>
          edits.some(e => !conflicts(e, edit) && e.span.start === edit.span.start && e.span.end === edit.span.end);
        groups.forEach((group, index) => {
          if (taken.includes(index)) {
            expect(group.every(inTaken)).toBe(true);
            return;
          }
          const earlier = groups.filter((_, i) => i < index && taken.includes(i)).flat();
          const withinItself = group.some((a, i) => group.slice(i + 1).some(b => conflicts(a, b)));
          expect(withinItself || group.some(a => earlier.some(b => conflicts(a, b)))).toBe(true);
        });
      }),
    );
  });

  it('leaves the later of two that clash', () => {
    expect(
      resolveEdits([[edit(0, 2, 'X'), edit(3, 4, 'Z')], [edit(3, 3, 'n'), edit(1, 2, 'Y')], [edit(2, 3, 'c')]]),
    ).toEqual({
      edits: [edit(0, 2, 'X'), edit(2, 3, 'c'), edit(3, 4, 'Z')],
      taken: [0, 2],
    });
  });
});

describe('shiftSpan', () => {
  it.each([
    ['nothing before it', span(4, 6), [edit(6, 8, 'long text')], span(4, 6)],
    ['an edit before it', span(4, 6), [edit(0, 1, 'abc')], span(6, 8)],
    ['a deletion before it', span(4, 6), [edit(0, 3, '')], span(1, 3)],
    ['the whole replaced', span(4, 6), [edit(4, 6, 'abc')], span(4, 7)],
    ['a part replaced', span(4, 8), [edit(5, 6, '')], span(4, 7)],
    ['an insert at its start', span(4, 6), [edit(4, 4, 'ab')], span(4, 8)],
    ['an insert at its end', span(4, 6), [edit(6, 6, 'ab')], span(4, 8)],
    ['an edit over its start', span(4, 8), [edit(2, 6, 'x')], span(2, 5)],
    ['an edit over its end', span(4, 8), [edit(6, 10, 'xyz')], span(4, 9)],
    ['several', span(4, 6), [edit(0, 0, 'a'), edit(4, 6, 'b'), edit(8, 9, '')], span(5, 6)],
  ])('%s', (_, before, edits, expected) => {
    expect(shiftSpan(before, edits)).toEqual(expected);
  });

  it('holds the same words where no edit touches them', () => {
    fc.assert(
      fc.property(sourceAndGroups, fc.nat(), fc.nat(), ([source, groups], a, b) => {
        const { edits } = resolveEdits(groups);
        const start = a % (source.length + 1);
        const end = start + (b % (source.length - start + 1));
        if (edits.some(one => one.span.start <= end && one.span.end >= start)) return;
        const moved = shiftSpan({ start, end }, edits);
        expect(applyEdits(source, edits).slice(moved.start, moved.end)).toBe(source.slice(start, end));
      }),
    );
  });
});

describe('trimEdit', () => {
  it('does the same with fewer characters, and splits no pair', () => {
    fc.assert(
      fc.property(sourceAndEdits, ([source, edits]) => {
        for (const whole of edits) {
          const trimmed = trimEdit(source, whole);
          expect(applyEdits(source, [trimmed])).toBe(applyEdits(source, [whole]));
          expect(trimmed.text.length).toBeLessThanOrEqual(whole.text.length);
        }
      }),
    );
  });

  it('keeps a shared first half of two emoji whole', () => {
    const trimmed = trimEdit('🦊', edit(0, 2, '🦁'));
    expect(trimmed).toEqual(edit(0, 2, '🦁'));
  });
});

function edit(start: number, end: number, replacement: string): Edit {
  return { span: { start, end }, text: replacement };
}

function span(start: number, end: number) {
  return { start, end };
}
