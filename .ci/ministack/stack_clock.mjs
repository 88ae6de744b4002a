// Loaded into every function before its code: the stack lives at the time that the checks are about,
// whatever the day on which they run. A check sets its clock by the file.
import { readFileSync } from 'node:fs';

const RealDate = Date;
let [shift, readAt] = [0, Number.NEGATIVE_INFINITY];

function now() {
  const real = RealDate.now();
  if (real - readAt > 100) {
    shift = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
    readAt = real;
  }
  return real + shift;
}

class StackDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }

  static now() {
    return now();
  }
}

Object.defineProperty(StackDate, 'name', { value: 'Date' });
globalThis.Date = StackDate;
