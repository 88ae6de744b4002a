/** What a vendor's answer means for the export that asked; whoever pulls acts on it. */

/** The credentials are good, but not for this object: it is left out and named, the others go on. */
export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
}

/** Waiting would outlast this process: the checkpoint is kept and a later call goes on from it. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}
