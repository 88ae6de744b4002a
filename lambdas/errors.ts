/** Errors split by who must act. Each message says what is wrong, which one, and what to check. */

/** The export or file drop is wrong: whoever made the export must act. */
export class BadExport extends Error {
  override readonly name = 'BadExport';
}

/** Settings, mapping or command line are wrong: whoever runs CS Pulse must act. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** A gate is shut: the data is not fit to be reported, and readers get nothing. */
export class GateShut extends Error {
  override readonly name = 'GateShut';
}

/** A vendor or an AWS service did not answer: try again later. */
export class VendorDown extends Error {
  override readonly name = 'VendorDown';
}

/** An accounting identity or an invariant of ours does not hold: our bug, report it. */
export class OurBug extends Error {
  override readonly name = 'OurBug';
}

/** Exit codes of the command line, one per error class; 0 is success, 1 anything unforeseen. */
export function exitCode(error: unknown): number {
  if (error instanceof BadSettings) return 2;
  if (error instanceof BadExport) return 3;
  if (error instanceof GateShut) return 4;
  if (error instanceof VendorDown) return 5;
  return 1;
}
