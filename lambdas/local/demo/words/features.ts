/** What the product can do. */
export interface Feature {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly module: Module;
  /** Name of the event that its use sends. */
  readonly event: string;
  readonly roles: readonly string[];
}

export type Module =
  | 'workspace'
  | 'reporting'
  | 'collaboration'
  | 'integrations'
  | 'automations'
  | 'insights';

/** Broken by the bad release. */
export const faultyModule: Module = 'automations';

/** Module, name, event, roles. */
const catalogue: readonly (readonly [Module, string, string, string])[] = [
  ['workspace', 'Shipment board', 'board_opened', 'core key activation'],
  ['workspace', 'Task list', 'task_closed', 'core'],
  ['workspace', 'Document store', 'document_filed', 'core'],
  ['workspace', 'Search', 'search_run', 'core'],
  ['reporting', 'Standard reports', 'report_opened', 'core key activation top'],
  ['reporting', 'Custom reports', 'report_built', 'key critical'],
  ['reporting', 'Scheduled reports', 'report_scheduled', 'top'],
  ['reporting', 'Exports', 'export_made', ''],
  ['collaboration', 'Comments', 'comment_written', ''],
  ['collaboration', 'Shared views', 'view_shared', 'activation'],
  ['collaboration', 'Approvals', 'approval_given', 'critical'],
  ['collaboration', 'Guest access', 'guest_invited', ''],
  ['integrations', 'Calendar sync', 'calendar_synced', ''],
  ['integrations', 'Carrier connections', 'carrier_connected', 'critical'],
  ['integrations', 'Accounting export', 'ledger_exported', ''],
  ['integrations', 'Public API', 'api_called', ''],
  ['automations', 'Workflow builder', 'workflow_built', 'key critical top'],
  ['automations', 'Rules', 'rule_run', 'key'],
  ['automations', 'Alerts', 'alert_handled', ''],
  ['automations', 'Templates', 'template_used', ''],
  ['insights', 'Forecasts', 'forecast_opened', 'expansion'],
  ['insights', 'Benchmarks', 'benchmark_opened', 'expansion'],
  ['insights', 'Scenario planner', 'scenario_built', 'expansion'],
  ['insights', 'Executive dashboard', 'dashboard_opened', 'expansion'],
];

export const features: readonly Feature[] = catalogue.map(
  ([module, name, event, roles], place) => ({
    no: place + 1,
    id: `f-${String(place + 1).padStart(2, '0')}`,
    name,
    module,
    event,
    roles: roles.split(' '),
  }),
);
