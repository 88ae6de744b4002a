/** Columns that name an account by the id of their source, and follow merges and links. */
export const accountColumns: ReadonlySet<string> = new Set([
  'account_id',
  'referrer_account_id',
  'referred_account_id',
  'converted_account_id',
]);
