import type { Prose } from '../model.ts';

/**
 * What gates, landing and exports say of the data, as messages. They leave it in English, in manifests, logs and
 * files that stay English; where a reader is told, it is recognised here, so that languages can translate it. What
 * is none of these is said as it is. The first that fits counts.
 */
export const dataSentences: readonly string[] = [
  'the data ends before {0}, {1} days before the period does',
  '{0} has {1} rows where the export before had {2}, as if it were cut',
  '{0} of {1} rows of {2} name an account that is not in accounts',
  '{0} does not end with a line break; if its last row (line {1}) is cut, that cannot be seen',
  '{0} does not permit reading its {1}: what they say is not in this report',
  '{0} {1} of {2} are not as documented and left out',
  '{0} have new fields: {1}',
  '{0} no longer have: {1}',
  '{0} was read from {1} on',
  '{0} gave no {1}: {2} ({3})',
  // Why a row is rejected.
  'the line is not a JSON object',
  'the file ends inside this row; it is cut, export it again',
  'the row has another number of cells than the header',
  'the row is refused',
  'score lies outside its scale, or the scale is empty',
  '{0} is required, but empty',
  '{0} holds an object or an inexact number; write it as text',
  '{0} is not text',
  '{0} is not a whole number',
  '{0} is not a plain decimal number',
  '{0} is not a list of tags',
  '{0} is not a calendar date YYYY-MM-DD; where the export writes it otherwise, state date_format in the mapping',
  '{0} is not a time such as 2026-01-31T09:30:00Z; where the export writes it otherwise, state date_format in the mapping',
  '{0} is not a date as stated ({1})',
  '{0} is none of {1}; state what it means under values in the mapping',
  '{0} is none of {1}',
  '{0} is no ISO 4217 {1}',
  '{0} is before {1}',
  '{0} has no match for {1} in {2}',
  '{0} has several matches for {1} in {2}',
  '{0} is not a plain amount in major units',
  '{0} has an amount without an ISO 4217 currency',
  '{0} has an amount for a span that per does not name',
  '{0} is not a whole number of {1} minor units',
  '{0} has no number in {1}',
  '{0} lies too far after {1}',
  '{0}: it has no name',
  '{0}: when it was created is hidden',
  '{0}: has no time at all',
  'its currency is no ISO 4217 code',
  'the currency is no ISO 4217 code',
  'its quantity is no number',
  'its amount is beyond what money can be',
  'its amount is too large',
  'its status is not known',
  // What is no error and yet may be wrong.
  'contacts without a company are left out',
  'companies without a name are named by their id',
  'deals without a company',
  'tickets without a company',
  'suspended user',
  'user outside any organisation',
  'merged into another ticket, so it does not count again',
  'without metrics: replies and reopenings are unknown',
  'asked and not answered',
  'about a ticket that is not known, so without an account',
  '{0}: of no type that touches a customer',
  '{0}: without an account or a term, as drafts are; left out',
  '{0}: of a deal that was not read',
  '{0}: private, without an account; left out',
  'an amount without a currency; name it in exports.salesforce.currency',
  'of a test clock, whose time is made up: left out',
  'of test mode: left out',
  'TEST MODE: of no real money, as exports.stripe.test_mode asks for',
  'a reason of an end that is not known: cancelled',
  'amount that Chargebee states is not what the price comes to',
  'coupon that is not known is not taken off',
  'subscription without invoices: its present price is taken for all of its history',
  // What came of what, and how often.
  '{0}: {1} ({2})',
];

const known = dataSentences.map((words) => ({ words, pattern: patternOf(words) }));

/** An English clause about the data as a message; its numbers and days as figures and dates. */
export function dataSentence(text: string): Prose {
  for (const { words, pattern } of known) {
    const found = pattern.exec(text);
    if (found !== null) return [{ words, with: found.slice(1).map(pieceOf) }];
  }
  return text === '' ? [] : [text];
}

function patternOf(words: string): RegExp {
  const literal = words.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(/\{\d\}/g, '(.+?)')}$`, 'su');
}

function pieceOf(text: string): Prose {
  if (/^\d{1,15}$/.test(text)) return [{ figure: { value: Number(text), unit: 'count' } }];
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [{ date: text }];
  return dataSentence(text);
}
