import type { Kept, Mapped } from '../../source.ts';
import type { ContractRecord } from '../objects/contract.ts';
import { dayAfter, integerCell, monthsAfter, slug } from './cells.ts';
import { fieldsOf } from './fields.ts';
import type { RowsOf } from './mapping.ts';

export const contractRows: RowsOf = function* ({ objects, options }, group, context) {
  for (const kept of group.of(objects.contracts)) {
    const { data, id } = kept;
    if (kept.isDeleted) continue;
    const term = termOf(kept);
    if (!data.AccountId || !term) {
      context.note('contracts', 'Contract: without an account or a term, as drafts are; left out');
      continue;
    }
    const { contract, currency: only } = options;
    const fields = fieldsOf('Contract', 'contracts', kept, context, only);
    const { minor, currency } = fields.money(contract.value);
    const row: Mapped = {
      table: 'contracts',
      row: {
        contract_id: id,
        account_id: data.AccountId,
        ...term,
        status: data.Status && slug(data.Status),
        value_minor: minor,
        currency,
        renewed_by_contract_id: fields.text(contract.renewed_by),
        renewed_at: fields.instant(contract.renewed_at),
        exit_reason: fields.text(contract.exit_reason),
        source_updated_at: kept.changedAt,
      },
    };
    yield row;
  }
};

/** First day, and first day after the term: Salesforce gives its last day, or how many months it has. */
function termOf({ data }: Kept<ContractRecord>) {
  const { StartDate: starts, EndDate: last, ContractTerm: term } = data;
  if (!starts) return undefined;
  const months = term ? integerCell(term) : undefined;
  if (last) return { starts_on: starts, ends_on: dayAfter(last) };
  return months && { starts_on: starts, ends_on: monthsAfter(starts, Number(months)) };
}
