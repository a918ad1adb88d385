import { describe, expect, it } from 'vitest';
import { parsePosting } from '../../src/document/index.js';

/** A posting's statements as `kind role: text`, as a reader would list them. */
function outline(source: string, path = 'posting.md'): string[] {
  return parsePosting(source, { path }).statements.map(one => `${one.kind} ${one.section.role}: ${one.prose.text}`);
}

function headings(source: string, path = 'posting.md'): string[] {
  return parsePosting(source, { path })
    .statements.filter(one => one.kind === 'heading')
    .map(one => one.prose.text);
}

describe('the structure of a posting', () => {
  it('reads Markdown headings, items and sentences', () => {
    expect(
      outline(
        '# Community Manager\n\nWe bake bread. Join us.\n\n## Responsibilities\n\n- Answer letters. Then call.\n- Host *open* days\n',
      ),
    ).toEqual([
      'heading title: Community Manager',
      'sentence title: We bake bread.',
      'sentence title: Join us.',
      'heading duties: Responsibilities',
      'item duties: Answer letters.',
      'item duties: Then call.',
      'item duties: Host open days',
    ]);
  });

  it.each(['•', '·', '●', '–', '\\-', '-', 'o', '*', '✓', '1.', 'a)'])(
    'reads “%s” typed inside a paragraph as a bullet',
    bullet => {
      expect(outline(`# Cook\n\nDuties:\n${bullet} Plan the menu\n${bullet} Order the fish\n`)).toEqual([
        'heading title: Cook',
        'heading duties: Duties:',
        'item duties: Plan the menu',
        'item duties: Order the fish',
      ]);
    },
  );

  it('reads bullets in the middle of a line', () => {
    expect(outline('# Cook\n\nYou will: • plan the menu • order the fish • greet guests\n').slice(1)).toEqual([
      'heading duties: You will:',
      'item duties: plan the menu',
      'item duties: order the fish',
      'item duties: greet guests',
    ]);
  });

  it('reads bold lines, capitals and colons as headings', () => {
    expect(
      outline(
        '# Cook\n\n**What you bring**\n\nSteady hands\n\nBENEFITS\n\nFree lunch\n\nHow to apply:\n\nWrite to us.\n',
      ),
    ).toEqual([
      'heading title: Cook',
      'heading must: What you bring',
      'sentence must: Steady hands',
      'heading benefits: BENEFITS',
      'sentence benefits: Free lunch',
      'heading apply: How to apply:',
      'sentence apply: Write to us.',
    ]);
  });

  it('reads a line as a heading that leads in a list, alone, at the end of a paragraph or wrapped', () => {
    expect(
      outline('# Cook\n\nOur kitchen is small. Specifically, you will:\n\n- plan the menu\n- order the fish\n'),
    ).toEqual([
      'heading title: Cook',
      'sentence title: Our kitchen is small.',
      'heading duties: Specifically, you will:',
      'item duties: plan the menu',
      'item duties: order the fish',
    ]);
    expect(
      outline(
        'Cook\n\nWe cook for a school.\nJOB RESPONSIBILITIES:  Tasks of the cook include but are not\nlimited to:\n- Planning the menu;\n- Ordering fish.\n',
        'posting.txt',
      ).slice(2),
    ).toEqual([
      'heading duties: JOB RESPONSIBILITIES:  Tasks of the cook include but are not limited to:',
      'item duties: Planning the menu;',
      'item duties: Ordering fish.',
    ]);
  });

  it('leaves an instruction how to apply a sentence, though a colon ends it', () => {
    expect(outline('# Cook\n\nPlease send to the address below:\n\n- a letter\n')[1]).toMatch(/^sentence/);
  });

  it('does not take two sentences for one heading', () => {
    expect(outline('# Cook\n\nYou run our kitchen. You will:\n\n- plan the menu\n').slice(1)).toEqual([
      'sentence title: You run our kitchen.',
      'heading duties: You will:',
      'item duties: plan the menu',
    ]);
  });

  it('reads bold that Markdown does not close, and emphasised items that head a list', () => {
    expect(
      outline(
        '# Cook\n\n**What you bring\n\nSteady hands.\n\n* **Soft skills:**\n* Patience\n* _Nice to have:_\n* Humour\n',
      ),
    ).toEqual([
      'heading title: Cook',
      'heading must: **What you bring',
      'sentence must: Steady hands.',
      'heading must: Soft skills:',
      'item must: Patience',
      'heading nice: Nice to have:',
      'item nice: Humour',
    ]);
  });

  it('reads a short question that is answered on its line as a heading', () => {
    expect(outline("# Cook\n\nWhat's in it for you? Free lunch every day.\n").slice(1)).toEqual([
      "heading benefits: What's in it for you?",
      'sentence benefits: Free lunch every day.',
    ]);
  });

  it('reads a sentence broken off before its list as what leads it in', () => {
    const source =
      '# Cook\n\nWe bake. After a month here, the cook is responsible for\n\n- ordering the fish\n- the menu\n';
    expect(outline(source).slice(1, 4)).toEqual([
      'sentence title: We bake.',
      'heading duties: After a month here, the cook is responsible for',
      'item duties: ordering the fish',
    ]);
  });

  it('parts a question from the words that lead in the list below', () => {
    const source = '# Cook\n\n**Does this sound like your kitchen? As our cook you will:**\n\n- Order the fish\n';
    expect(headings(source)).toEqual(['Cook', 'Does this sound like your kitchen?', 'As our cook you will:']);
  });

  it('sees past characters without width and marks around a bold line', () => {
    expect(headings('# Cook\n\nEvery day, you will be in charge of :\u200c\n\n- the menu\n')).toHaveLength(2);
    expect(headings('# Cook\n\n_ **About our kitchen** _\n\nWe bake bread.\n')).toHaveLength(2);
  });

  it('sees bold marks that Markdown leaves around a bold line, and takes them for no bullet', () => {
    expect(outline('# Cook\n\n ** **About our kitchen****\n\nWe bake bread.\n')[1]).toMatch(
      /^heading about: About our kitchen\**$/,
    );
    expect(outline('# Cook\n\n** Bake bread\n** Order fish\n').slice(1)).toEqual([
      'item title: Bake bread',
      'item title: Order fish',
    ]);
  });

  it('reads words that lead in over another heading, where they name a section', () => {
    const source = (lead: string) => `# Cook\n\nWe bake bread. ${lead}\n\n## Baking\n\n- Knead the dough\n`;
    expect(outline(source('The cook must meet the following requirements:'))[2]).toBe(
      'heading must: The cook must meet the following requirements:',
    );
    expect(headings(source('And now this:'))).toEqual(['Cook', 'Baking']);
  });

  it('reads “duties include the following.” as a heading, whatever is said behind it', () => {
    expect(outline('# Cook\n\n**Duties** include the following. Others may come.\n\n- Order fish\n').slice(1)).toEqual([
      'heading duties: Duties include the following.',
      'sentence duties: Others may come.',
      'item duties: Order fish',
    ]);
    expect(headings('# Cook\n\nOur dishes include the following. Taste them.\n')).toEqual(['Cook']);
  });

  it('reads a long question over a list as a heading where it names a section', () => {
    const source = (question: string) => `# Cook\n\n${question}\n\n- Free lunch\n- Knives\n`;
    const named = 'Do you want to know what we offer to everyone in the kitchen?';
    expect(headings(source(named))).toEqual(['Cook', named]);
    expect(headings(source('Can you tell one end of a fish from the other in the dark?'))).toEqual(['Cook']);
  });

  it('reads a short line over prose that was wrapped by hand as a heading', () => {
    const prose =
      'Our kitchen feeds three hundred children on every day of the school\nyear, and most of them come back for a second plate of what the cook\nhas made that morning out of what the market had on offer, with a\nloaf of the bread that we bake ourselves.';
    expect(headings(`Cook\n\nWe cook for a school.\nThe Kitchen and its Guests\n${prose}\n`, 'posting.txt')).toEqual([
      'Cook',
      'The Kitchen and its Guests',
    ]);
  });

  it('takes calls to do something for headings only where they are bold', () => {
    expect(headings('# Cook\n\n**Apply now**\n\nSend us a letter.\n')).toEqual(['Cook', 'Apply now']);
    expect(headings('# Cook\n\nApply now\n\nSend us a letter.\n')).toEqual(['Cook']);
    expect(headings('# Cook\n\n**Please visit our kitchen**\n\nIt is open.\n')).toEqual(['Cook']);
  });

  it('reads a bold label with a short value as a fact, with a text as a heading', () => {
    expect(headings('# Cook\n\n**Company:** The Old Mill\n\nWe bake bread.\n')).toEqual(['Cook']);
    expect(headings('# Cook\n\n**About us:** We have baked bread on this street for years.\n')).toHaveLength(2);
  });

  it('reads a short line between two sentences as a heading, in plain text', () => {
    const lines =
      'Cook\n\nWe bake bread every morning.\nKitchen Care\nClean the stove after use.\nKeep knives sharp.\n';
    expect(headings(lines, 'posting.txt')).toEqual(['Cook', 'Kitchen Care']);
    const items = 'Cook\n\nYou bring:\nPatience and\nClean the stove after use.\nKeep knives sharp.\n';
    expect(headings(items, 'posting.txt')).not.toContain('Patience and');
  });

  it('reads a short line over prose in plain text as a heading, but no first item of many', () => {
    const story = 'Our kitchen feeds three hundred children every day, and most of them come back for a second plate.';
    expect(outline(`Cook\n\nWe cook for a school.\nLife at the school\n${story}\n`, 'posting.txt')[2]).toMatch(
      /^heading \w+: Life at the school$/,
    );
    expect(
      outline(
        'Cook\n\nRequirements\n\nSteady hands\nPatience with children\nA sense of humour\n',
        'posting.txt',
      ).filter(line => line.startsWith('heading')),
    ).toEqual(['heading title: Cook', 'heading must: Requirements']);
  });

  it('joins lines that were wrapped by hand', () => {
    const source = [
      'JOB TITLE:  Gardener',
      'JOB DESCRIPTION:',
      'We keep the gardens of a small town in good order all year round and',
      'look for somebody who likes to work outside and to talk with visitors',
      'about what grows where.',
      'RESPONSIBILITIES:',
      '- Water, weed and prune the beds along the river in the early morning,',
      'before visitors come;',
      '- Answer questions.',
    ].join('\r\n');
    expect(outline(source, 'posting.txt')).toEqual([
      'sentence title: JOB TITLE:  Gardener',
      'heading role: JOB DESCRIPTION:',
      'sentence role: We keep the gardens of a small town in good order all year round and look for somebody who likes to work outside and to talk with visitors about what grows where.',
      'heading duties: RESPONSIBILITIES:',
      'item duties: Water, weed and prune the beds along the river in the early morning, before visitors come;',
      'item duties: Answer questions.',
    ]);
  });

  it('reads lines without bullets in plain text as items', () => {
    expect(
      outline(
        'Gardener\n\nRequirements\n\nA driving licence\nTwo seasons outdoors\nPatience with visitors\n',
        'posting.txt',
      ),
    ).toEqual([
      'heading title: Gardener',
      'heading must: Requirements',
      'item must: A driving licence',
      'item must: Two seasons outdoors',
      'item must: Patience with visitors',
    ]);
  });

  it('reads tables, block quotes and nested lists', () => {
    expect(
      outline(
        '# Cook\n\n| Pay | 31,000 |\n|---|---|\n| Hours | 38 |\n\n> We like\n> early birds.\n\n## Duties\n\n- Soups:\n  - hot ones\n',
      ),
    ).toEqual([
      'heading title: Cook',
      'cell title: Pay',
      'cell title: 31,000',
      'cell title: Hours',
      'cell title: 38',
      'sentence title: We like early birds.',
      'heading duties: Duties',
      'heading duties: Soups:',
      'item duties: hot ones',
    ]);
  });

  it('reads HTML that was pasted in', () => {
    expect(
      outline(
        '<h1>Cook</h1><p>Join&nbsp;us.</p><h2>Duties</h2><ul><li>Plan menus</li><li>Order &amp; store</li></ul>\n',
      ),
    ).toEqual([
      'heading title: Cook',
      'sentence title: Join\u00a0us.',
      'heading duties: Duties',
      'item duties: Plan menus',
      'item duties: Order & store',
    ]);
  });

  it('does not take a paragraph over a line of dashes for a heading', () => {
    expect(outline('# Cook\n\nWe cook for the whole street, every day of the year.\n---\n')).toEqual([
      'heading title: Cook',
      'sentence title: We cook for the whole street, every day of the year.',
    ]);
  });

  it.each([
    ['Talk with Dr. Lee about e.g. pay. Then write.', ['Talk with Dr. Lee about e.g. pay.', 'Then write.']],
    ['We work in the U.S. and the U.K. today.', ['We work in the U.S. and the U.K. today.']],
    ['Acme Inc. hires. We pay 3.5 percent more.', ['Acme Inc. hires.', 'We pay 3.5 percent more.']],
    ['See www.example.org/jobs. Or call!', ['See www.example.org/jobs.', 'Or call!']],
    ['Bring fruit, nuts, etc. We share it.', ['Bring fruit, nuts, etc.', 'We share it.']],
    ['Plan the week.Then rest a while.', ['Plan the week.', 'Then rest a while.']],
    ['Write Node.JS and ASP.NET code', ['Write Node.JS and ASP.NET code']],
    ['“Who are you?” we ask. You answer.', ['“Who are you?” we ask.', 'You answer.']],
  ])('splits “%s” into sentences', (text, sentences) => {
    expect(
      parsePosting(`# Cook\n\n${text}\n`, { path: 'a.md' })
        .statements.slice(1)
        .map(one => one.prose.text),
    ).toEqual(sentences);
  });
});

describe('facts', () => {
  const facts = (source: string, path = 'a.md') =>
    parsePosting(source, { path }).facts.map(fact => `${fact.from} ${fact.key}: ${fact.value}`);

  it('come from front matter, labels and the title', () => {
    expect(
      facts(
        '---\ncompany: Acme\nclosing-date: soon\nsalary: 31,000\n---\n# Cook\n\n**Location:** Leeds\n\nContract: 12 months\n',
      ),
    ).toEqual([
      'front-matter employer: Acme',
      'front-matter pay: 31,000',
      'label location: Leeds',
      'label contract: 12 months',
      'heading title: Cook',
    ]);
  });

  it.each([
    ['Markdown', '| Role | Level |\n|---|---|\n| Cook | 4 |\n| Head cook | 6 |\n'],
    ['HTML', '<table><tr><th>Role</th><th>Level</th></tr><tr><td>Cook</td><td>4</td></tr></table>\n'],
  ])('are not read off the head row of a table in %s', (_, table) => {
    expect(facts(`# Kitchen\n\n${table}`)).toEqual(['heading title: Kitchen']);
  });

  it('are read off a table with labels down its first column, its first row too', () => {
    expect(
      facts(
        '| Position | Cook | Where | Leeds |\n|---|---|---|---|\n| Pay | 31,000 | Hours | 38 |\n\nSoups, mostly.\n',
      ),
    ).toEqual(['label title: Cook', 'label location: Leeds', 'label pay: 31,000', 'label hours: 38']);
    expect(facts('| Position | Cook |\n|---|---|\n| Lunch | free |\n| Hours | 38 |\n')).toEqual([
      'label title: Cook',
      'label hours: 38',
    ]);
  });

  it('pair no cell with the first one of the next row', () => {
    expect(facts('| Lunch | free |\n|---|---|\n| Sundays | Pay |\n| Soups | hot |\n')).toEqual([]);
  });

  it('are paired within the outer table again after one that stands in a cell', () => {
    const inner = '<table><tr><td>Soups</td><td>Stews</td></tr></table>';
    // “Pay” stands in the second column, so it is no label.
    expect(
      facts(`<table>\n<tr><td>Lunch</td></tr>\n<tr><td>${inner}</td><td>Pay</td><td>Hours</td></tr>\n</table>\n`),
    ).toEqual([]);
    // What comes after the inner table is the head row of the outer one still.
    expect(
      facts(
        `<table>\n<tr><td>${inner}</td><td>Lunch</td><td>Role</td><td>Level</td></tr>\n<tr><td>Cook</td></tr>\n</table>\n`,
      ),
    ).toEqual([]);
    expect(
      facts(`<table>\n<tr><td>${inner}</td><td>free</td></tr>\n<tr><td>Pay</td><td>31,000</td></tr>\n</table>\n`),
    ).toEqual(['label pay: 31,000']);
  });

  it('leave the rest of a cell behind an inner table a part of that cell', () => {
    const source = '<table><tr><td><table><tr><td>Soups</td></tr></table> and stews</td><td>daily</td></tr></table>\n';
    const { statements } = parsePosting(source, { path: 'a.md' });
    expect(statements.map(one => `${one.kind} ${one.prose.text}`)).toEqual([
      'cell Soups',
      'cell and stews',
      'cell daily',
    ]);
  });

  it('name whom to ask, where a question stands alone before it', () => {
    expect(facts('# Cook\n\nSoups, mostly, for forty people.\n\nQuestions? Ask Ana at the gate.\n')).toEqual([
      'label contact: Ask Ana at the gate.',
      'heading title: Cook',
    ]);
  });

  it('take terms of work and whole sentences for no title', () => {
    expect(facts('# Cook\n\nPosition: full-time, permanent\n')).toEqual([
      'label contract: full-time, permanent',
      'heading title: Cook',
    ]);
    expect(facts('# Kitchen\n\nPosition: Contractor\n')).toEqual(['label title: Contractor']);
    expect(facts('# Cook\n\n## Role\n\nYou cook for the forty people of our night shift.\n')).toEqual([
      'heading title: Cook',
    ]);
  });

  it('lead back to the words of the source', () => {
    const source = '---\nsalary: "31,000"\n---\n# Cook\n\nLocation: Leeds *city*\n';
    const posting = parsePosting(source, { path: 'a.md' });
    expect(posting.facts.map(fact => source.slice(fact.span.start, fact.span.end))).toEqual([
      '"31,000"',
      'Leeds *city*',
      'Cook',
    ]);
  });
});

describe('front matter', () => {
  it('that is broken becomes a problem with its place, and the posting is still read', () => {
    const source = '---\ntitle: "Cook\nemployer: Acme\n---\n# Cook\n\nJoin us.\n';
    const posting = parsePosting(source, { path: 'a.md' });
    expect(posting.problems.map(problem => problem.code)).toContain('front-matter-invalid');
    expect(posting.statements.map(one => one.prose.text)).toEqual(['Cook', 'Join us.']);
  });

  it('is not what a rule line at the top is', () => {
    expect(parsePosting('---\n\nJoin us.\n\n---\n', { path: 'a.md' }).frontMatter).toBeUndefined();
  });

  it('with thousands of aliases is told, not expanded', () => {
    const bomb = `---\na: &a [x, x, x, x, x, x, x, x, x, x]\n${Array.from(
      { length: 9 },
      (_, i) =>
        `k${i}: &k${i} [${Array(10)
          .fill(i === 0 ? '*a' : `*k${i - 1}`)
          .join(', ')}]`,
    ).join('\n')}\n---\n# Cook\n`;
    const posting = parsePosting(bomb, { path: 'a.md' });
    expect(posting.frontMatter?.data).toEqual({});
    expect(posting.problems).toMatchObject([{ code: 'front-matter-invalid', span: posting.frontMatter?.span }]);
    expect(posting.statements[0]?.prose.text).toBe('Cook');
  });

  it('cannot reach prototypes', () => {
    parsePosting('---\n__proto__: { polluted: yes }\nconstructor: { prototype: { polluted: yes } }\n---\n# Cook\n', {
      path: 'a.md',
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('Markdown that no parser should be asked to read', () => {
  it.each([
    ['quotes', `${'> '.repeat(5000)}Join us.`],
    ['lists', `${'- '.repeat(5000)}Join us.`],
    ['indented lists', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i * 2)}- Join us.`).join('\n')],
    ['backticks', `${'` `` '.repeat(4000)}Join us.`],
  ])('is read as plain text, and told: %s', (_, source) => {
    const posting = parsePosting(`# Cook\n\n${source}\n`, { path: 'a.md' });
    expect(posting.problems.map(problem => problem.code)).toEqual(['markdown-too-deep']);
    expect(posting.statements.at(-1)?.prose.text).toContain('Join us.');
  });

  it('is not what an ordinary nested list is', () => {
    expect(parsePosting('- a\n  - b\n    - c\n      - d\n        > e\n', { path: 'a.md' }).problems).toEqual([]);
  });

  it('takes the heading at the top for the title, though its words are those of a section', () => {
    const body = 'You visit tenants in four districts and write down what they need.';
    expect(outline(`# Benefits Campaign Organizer\n\n${body}`)[0]).toBe('heading title: Benefits Campaign Organizer');
    expect(outline(`# Knowledge Applications\n\n## Director, Applications\n\n${body}`)).toContain(
      'heading title: Director, Applications',
    );
    expect(outline(`# Responsibilities\n\n${body}`)[0]).toBe('heading duties: Responsibilities');
  });

  it('knows what is asked and what is welcome with hyphens, too', () => {
    const lines = ['# Keeper', '', 'Must-Haves', '\tCalm hands', 'Nice-to-Haves', '\tA boat', ''];
    expect(outline(lines.join('\n'))).toContain('heading nice: Nice-to-Haves');
  });
});
