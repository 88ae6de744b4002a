/** Names as a careless or a hostile export may hold them; what would run or be placed as markup says "pwned". */
export const attacks: readonly string[] = [
  '<script>pwned()</script>',
  '"><img src=x onerror=pwned()>',
  "' onmouseover='pwned()' x='",
  '</td></tr></table><h1>pwned',
  '<![endif]--><pwned>',
  ']]></t><pwned/>&pwned; &amp; &#60;pwned&#62;',
  '{{constructor}} {{{pwned}}} {{> pwned}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of another kind, which nothing may fill
  '${pwned} <%= pwned %> {0} {1:one|many} %s',
  '=HYPERLINK("http://example.com","pwned")',
  '+pwned()',
  '-2+3+cmd|pwned!A0',
  '@SUM(pwned)',
  '\tpwned',
  'Evil\r\nBcc: pwned@example.com\r\n\r\npwned',
  'Acme \u202egnp.exe',
  '\u2067pwned\u2066',
  `N${'ame of ten thousand letters '.repeat(360)}`,
  `N${'x'.repeat(10_000)}`,
  '🚀 👩‍👩‍👧‍👦 Raketen & Söhne "GmbH"',
  '株式会社サンプル',
  'شركة مثال',
  'bell\u0007 and \u001b[31mred',
  'a,b;"c"\n"d"',
  '\\u003cpwned\\u003e %3Cpwned%3E',
];

export const attack = (n: number): string => attacks[n % attacks.length] ?? '';
