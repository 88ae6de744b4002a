import { definition, type MachineFunction } from '../../infra/machine.ts';
import type { ExecutionState } from '../../lambdas/ports.ts';

/** Why a task failed, as Step Functions says it. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** What a function answered, or why it did not. */
export type Outcome = { readonly answer: unknown } | { readonly failure: Failure };

export interface Called {
  /** Calls a function once. */
  readonly call: (name: MachineFunction, payload: object) => Promise<Outcome>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

interface Task {
  readonly Type: 'Task';
  readonly Parameters: { readonly FunctionName: MachineFunction; readonly Payload: object };
  readonly ResultSelector?: object;
  readonly ResultPath: string | null;
  readonly Next: string;
  readonly Retry: readonly (Matcher & {
    readonly IntervalSeconds: number;
    readonly BackoffRate: number;
    readonly MaxAttempts: number;
  })[];
  readonly Catch: readonly (Matcher & { readonly ResultPath: string; readonly Next: string })[];
}
interface Matcher {
  readonly ErrorEquals: readonly string[];
}
interface Choice {
  readonly Type: 'Choice';
  readonly Choices: readonly {
    readonly Variable: string;
    readonly IsPresent?: boolean;
    readonly BooleanEquals?: boolean;
    readonly Next: string;
  }[];
  readonly Default: string;
}
type State = Task | Choice | { readonly Type: 'Succeed' } | { readonly Type: 'Fail' };
type Data = Readonly<Record<string, unknown>>;

const same = (name: MachineFunction) => name;
const names = ['land', 'stage', 'measure', 'compose', 'render', 'deliver', 'failed'] as const;
const machine = definition(
  'lambda:invoke',
  Object.fromEntries(names.map((name) => [name, same(name)])) as Record<MachineFunction, string>,
) as { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };

/** Goes through the states of infra/machine.ts; of the States Language it knows what is used there. */
export async function execute(input: Data, world: Called): Promise<ExecutionState> {
  let [at, data] = [machine.StartAt, input];
  for (;;) {
    const state = machine.States[at];
    if (state?.Type === 'Succeed') return 'SUCCEEDED';
    if (state?.Type === 'Fail') return 'FAILED';
    if (state?.Type === 'Choice') at = chosen(state, data);
    else if (state?.Type === 'Task') [at, data] = await done(state, data, world);
    else throw new Error(`this does not know the state ${at}: ${JSON.stringify(state)}`);
  }
}

function chosen({ Choices, Default }: Choice, data: Data): string {
  const holds = ({ Variable, IsPresent, BooleanEquals }: Choice['Choices'][number]) => {
    const value = valueAt(data, Variable);
    return IsPresent === undefined ? value === BooleanEquals : (value !== undefined) === IsPresent;
  };
  return Choices.find(holds)?.Next ?? Default;
}

/** The state that follows a task, and what it gets. */
async function done(task: Task, data: Data, { call, sleep }: Called): Promise<[string, Data]> {
  const { FunctionName, Payload } = task.Parameters;
  for (let tries = 0; ; tries += 1) {
    const outcome = await call(FunctionName, filled(Payload, data));
    if ('answer' in outcome) {
      const result = { Payload: outcome.answer };
      const selected = task.ResultSelector ? filled(task.ResultSelector, result) : result;
      return [task.Next, put(data, task.ResultPath, selected)];
    }
    const { failure } = outcome;
    const again = task.Retry.find((retry) => matches(retry, failure));
    if (again && tries < again.MaxAttempts) {
      await sleep(again.IntervalSeconds * again.BackoffRate ** tries * 1000);
      continue;
    }
    const caught = task.Catch.find((one) => matches(one, failure));
    if (!caught) throw new Error(`nothing catches ${failure.Error} of ${FunctionName}`);
    return [caught.Next, put(data, caught.ResultPath, failure)];
  }
}

const matches = ({ ErrorEquals }: Matcher, { Error: error }: Failure) =>
  ErrorEquals.includes(error) || ErrorEquals.includes('States.ALL');

/** `{"a.$": "$.b.c"}` with its paths replaced by what is there. */
function filled(template: object, data: Data): Data {
  return Object.fromEntries(
    Object.entries(template).map(([key, path]) => [
      key.replace(/\.\$$/, ''),
      valueAt(data, String(path)),
    ]),
  );
}

const valueAt = (data: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce((value, key) => (value as Data | undefined)?.[key], data);

const put = (data: Data, path: string | null, value: unknown): Data =>
  path === null ? data : { ...data, [path.replace('$.', '')]: value };
