import { VendorDown } from '../../errors.ts';

/** What a job gave cannot be right, and asking for it again would not change it: another job may. */
export class WrongResults extends VendorDown {}
