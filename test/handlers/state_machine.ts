import { type ExportFunction, exportDefinition } from '../../infra/export_machine.ts';
import { definition, type MachineFunction } from '../../infra/machine.ts';
import type { ExecutionState } from '../../lambdas/ports.ts';

/** Why a task failed, as Step Functions says it. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** What a function answered, or why it did not. */
export type Outcome = { readonly answer: unknown } | { readonly failure: Failure };

export interface Called<Name extends string = MachineFunction> {
  /** Calls a function once. */
  readonly call: (name: Name, payload: object) => Promise<Outcome>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

interface Task {
  readonly Type: 'Task';
  readonly Parameters: { readonly FunctionName: string; readonly Payload: object };
  readonly ResultSelector?: object;
  readonly ResultPath: string | null;
  readonly Next: string;
  readonly Retry: readonly (Matcher & {
    readonly IntervalSeconds: number;
    readonly BackoffRate: number;
    readonly MaxAttempts: number;
  })[];
  readonly Catch?: readonly (Matcher & { readonly ResultPath: string; readonly Next: string })[];
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
interface Wait {
  readonly Type: 'Wait';
  readonly Seconds: number;
  readonly Next: string;
}
interface Each {
  readonly Type: 'Map';
  readonly ItemsPath: string;
  readonly ItemSelector: object;
  readonly ItemProcessor: {
    readonly StartAt: string;
    readonly States: Readonly<Record<string, Task>>;
  };
  readonly ResultPath: null;
  readonly Next: string;
  readonly Catch: readonly (Matcher & { readonly ResultPath: null; readonly Next: string })[];
}
type State = Task | Choice | Wait | Each | { readonly Type: 'Succeed' } | { readonly Type: 'Fail' };
interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}
type Data = Readonly<Record<string, unknown>>;

const calls = { call: 'lambda:invoke', arnOf: (name: string) => name };
const runs = definition(calls) as Machine;
const exports = exportDefinition(calls) as Machine;

/** Goes through the states of infra/machine.ts. */
export const execute = (input: Data, world: Called) => walk(runs, input, world as Called<string>);

/** Goes through the states of infra/export_machine.ts. */
export const executeExport = (input: Data, world: Called<ExportFunction>) =>
  walk(exports, input, world as Called<string>);

/** Of the States Language it knows what is used in infra/. */
async function walk(machine: Machine, input: Data, world: Called<string>): Promise<ExecutionState> {
  let [at, data] = [machine.StartAt, input];
  for (;;) {
    const state = machine.States[at];
    if (state?.Type === 'Succeed') return 'SUCCEEDED';
    if (state?.Type === 'Fail') return 'FAILED';
    if (state?.Type === 'Choice') at = chosen(state, data);
    else if (state?.Type === 'Wait') {
      await world.sleep(state.Seconds * 1000);
      at = state.Next;
    } else if (state?.Type === 'Map') at = await each(state, data, world);
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
async function done(
  task: Task,
  data: Data,
  { call, sleep }: Called<string>,
): Promise<[string, Data]> {
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
    const caught = task.Catch?.find((one) => matches(one, failure));
    if (!caught) throw new Error(`nothing catches ${failure.Error} of ${FunctionName}`);
    return [caught.Next, put(data, caught.ResultPath, failure)];
  }
}

/** The state that follows a Map, whose items are done at once. */
async function each(map: Each, data: Data, world: Called<string>): Promise<string> {
  const { StartAt, States } = map.ItemProcessor;
  const task = States[StartAt];
  const items = valueAt(data, map.ItemsPath);
  if (!task || !Array.isArray(items)) throw new Error(`nothing to map at ${map.ItemsPath}`);
  const ended = await Promise.allSettled(
    items.map((item) => done(task, filled(map.ItemSelector, data, item), world)),
  );
  if (ended.every(({ status }) => status === 'fulfilled')) return map.Next;
  const caught = map.Catch.find((one) => matches(one, { Error: 'States.TaskFailed', Cause: '' }));
  if (!caught) throw new Error('nothing catches what failed in the Map');
  return caught.Next;
}

const matches = ({ ErrorEquals }: Matcher, { Error: error }: Failure) =>
  ErrorEquals.includes(error) || ErrorEquals.includes('States.ALL');

/** `{"a.$": "$.b.c"}` with its paths replaced by what is there, or by the item of a Map. */
function filled(template: object, data: Data, item?: unknown): Data {
  const found = (path: string) => (path === '$$.Map.Item.Value' ? item : valueAt(data, path));
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$') ? [key.slice(0, -2), found(String(value))] : [key, value],
    ),
  );
}

const valueAt = (data: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce((value, key) => (value as Data | undefined)?.[key], data);

const put = (data: Data, path: string | null, value: unknown): Data =>
  path === null ? data : { ...data, [path.replace('$.', '')]: value };
