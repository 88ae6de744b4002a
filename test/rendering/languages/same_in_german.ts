/** Terms of the field, names and signs that a German report writes as an English one does. */
export const sameInGerman: ReadonlySet<string> = new Set([
  '100 − GRR',
  '100 − NRR',
  '12 × MRR',
  'ARPA',
  'ARR',
  'Adoption',
  'CSAT',
  'DAU',
  'MAU',
  'MRR',
  'NPS',
  'Onboarding',
  'Operations',
  'Stickiness (DAU/MAU)',
  'WAU',
]);
