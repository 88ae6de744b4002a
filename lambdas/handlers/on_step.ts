import type { Context } from 'aws-lambda';
import { log } from '../adapters/log.ts';
import type { Progress } from '../ports.ts';
import { type StepEvent, stepEvent } from './step_event.ts';

/** Milliseconds that the invocation still has. */
export type TimeLeft = () => number;

/** A step as a Lambda: its event parsed, its progress logged, its error left to the state machine. */
export function onStep<Answer>(
  name: string,
  step: (
    event: StepEvent,
    progress: Progress,
    timeLeft: TimeLeft,
    context: Context,
  ) => Promise<Answer>,
) {
  return (event: unknown, context: Context): Promise<Answer> => {
    const parsed = stepEvent.parse(event);
    const progress = log({ step: name, execution: executionOf(parsed) });
    return step(parsed, progress, () => context.getRemainingTimeInMillis(), context);
  };
}

/** Orders are named after their executions. */
const executionOf = ({ order }: StepEvent) => order.replace(/^.*\/|\.json$/g, '');
