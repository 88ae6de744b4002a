import { z } from 'zod';
import { isoStamp } from '../../tables/cells/stamp.ts';

/** Cells of Salesforce's CSV: text as it came, null where empty, absent where the field was not asked for. */

const isInstant = (text: string) => isoStamp(text)?.zone !== undefined;
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isoStamp(text) !== undefined;
/** Large numbers come as 1.2E7; nothing that money can be has a larger exponent. */
const amountPattern = /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(E[+-]?[0-2]?\d)?$/i;

export const id = z.string().regex(/^\w+$/, { error: 'is no id' });
export const instant = z.string().refine(isInstant, { error: 'is no time in UTC' });
export const flag = z.enum(['true', 'false']);

export const someText = z.string().nullish();
export const someInstant = instant.nullish();
export const someDate = z.string().refine(isDate, { error: 'is no date' }).nullish();
export const someFlag = flag.nullish();
export const someAmount = z.string().regex(amountPattern, { error: 'is no number' }).nullish();

/** What every record of ours has. */
export const basic = { Id: id, IsDeleted: flag, SystemModstamp: instant };

/** A record as it was read, with the fields that the settings name. */
export type Cells = Readonly<Record<string, string | null | undefined>>;

export const record = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).catchall(someText);
