import { z } from 'zod';
import type { SourceObject } from '../../source.ts';
import { list, recordsOf } from '../pages.ts';
import { changedAt, seconds, word } from './common.ts';

const customer = z.object({
  id: z.string(),
  company: word,
  deleted: z.boolean().nullish(),
  created_at: z.int(),
  updated_at: seconds,
  /** Of the field that the settings name. */
  account: z.union([z.string(), z.number()]).nullish(),
  /** Of its e-mail address. */
  domain: word,
});
export type Customer = z.infer<typeof customer>;

/** Customers, without anything about a person: of the e-mail address the domain alone is kept. */
export function customers(accountField: string): SourceObject<Customer> {
  return {
    name: 'customers',
    schema: customer,
    reads: 'changes',
    keeps: 'latest',
    absence: 'unknown',
    identify: ({ id, updated_at, deleted }) => ({
      id,
      group: id,
      changedAt: changedAt(updated_at),
      isDeleted: deleted === true,
    }),
    streams: (slice) => {
      const query = { include_deleted: true };
      return [list({ path: 'customers', slice, sort: 'created_at', query })];
    },
    read: (received) =>
      recordsOf(received, 'customer').map((one) => {
        const found = z.looseObject({ email: z.string().optional() }).safeParse(one);
        if (!found.success) return one;
        const { email, ...rest } = found.data;
        return { ...rest, account: rest[accountField], domain: email?.split('@').at(1) };
      }),
  };
}
