import { expect, test } from 'vitest';
import { messagesOfCode } from './code_messages.ts';
import { allMessages } from './messages.ts';

test('messages are read from code as they are asked for when it runs', () => {
  const found = messagesOfCode(`
    say\`\${counted(n, 'customer')} at risk\`;
    const all = say\`\${count(n)} of them \${plural(n, 'is', 'are')} red\`;
    say\`\${all}\${say\`, none new \`}\`;
    pen.t(few ? 'too few' : "enough", 3);
    throw new NotMeasurable('nothing was lost');
  `);
  expect(found.sort()).toEqual([
    ', none new',
    'enough',
    'nothing was lost',
    'too few',
    '{0} at risk',
    '{0} of them {1:is|are} red',
    '{0} {1:customer|customers}',
  ]);
});

test('messages come from reports, templates and catalogues, each once', () => {
  const messages = allMessages();
  expect(messages).toEqual([...new Set(messages)]);
  expect(messages).toEqual(
    expect.arrayContaining(['no login for {0}', 'What to do', 'Net revenue retention']),
  );
});
