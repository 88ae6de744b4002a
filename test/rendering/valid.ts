import { HtmlValidate } from 'html-validate';

/** What is wrong on the web and right in mail: Word and Gmail need the old ways. */
const mailOnly = [
  'no-inline-style',
  'no-conditional-comment',
  'no-deprecated-attr',
  'prefer-tbody',
  'prefer-native-element',
];
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: Object.fromEntries(mailOnly.map((rule) => [rule, 'off'])),
});

/** What html-validate finds in a mail, a line each. */
export async function invalidIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
  );
}
