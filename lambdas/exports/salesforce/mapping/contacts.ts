import { slug } from './cells.ts';
import { fieldsOf } from './fields.ts';
import type { RowsOf } from './mapping.ts';

export const contactRows: RowsOf = function* ({ objects, options: { contact } }, group, context) {
  for (const kept of group.of(objects.contacts)) {
    const { data, id } = kept;
    if (kept.isDeleted) continue;
    if (!data.AccountId) {
      context.note('contacts', 'Contact: private, without an account; left out');
      continue;
    }
    const fields = fieldsOf('Contact', 'contacts', kept, context, undefined);
    const persona = fields.text(contact.persona);
    yield {
      table: 'contacts',
      row: {
        contact_id: id,
        account_id: data.AccountId,
        name: data.Name,
        email: data.Email,
        persona: persona && slug(persona),
        seniority: fields.text(contact.seniority),
        created_at: fields.instant('CreatedDate'),
        left_at: fields.instant(contact.left_at),
        source_updated_at: kept.changedAt,
      },
    };
  }
};
