"""MiniStack, with the ways of AWS that these tests rely on and that it does not have (seen in 1.5.33).

1. A failed function answers with the error's class name, as `errorType` and as the error of its task.
2. The scheduler's context attributes in a target's input are replaced by their values; its clock is the
   one of the stack, as far from the machine's as the file CLOCK_FILE says.
3. A Step Functions execution that is started again with its name and input while it runs is the same one.
4. A mail is with the SMTP server when SES answers, byte for byte, so that a test need not wait for it.
5. An alarm on an expression of several metrics is taken as one on the first of them; none is judged here.

Each correction says so where MiniStack has changed and it no longer applies.
"""

import base64
import json
import os
import smtplib
import time
from datetime import datetime, timezone

from ministack import app
from ministack.core import lambda_runtime
from ministack.core.responses import json_response, new_uuid
from ministack.services import eventbridge, lambda_svc, scheduler, ses, stepfunctions
from ministack.services.cloudformation import provisioners


def replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise SystemExit(f"MiniStack has changed; .ci/ministack/serve.py must follow: {old}")
    return text.replace(old, new)


def name_errors() -> None:
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    lambda_runtime._NODEJS_WORKER_SCRIPT = replaced(
        script,
        'error: String(err.message || err), trace: err.stack || ""',
        "error: JSON.stringify({ errorType: err.name, errorMessage: String(err.message ?? err),"
        ' trace: String(err.stack).split("\\n") })',
    )
    execute = lambda_svc._execute_function_warm

    def named(func, event, request_id):
        result = execute(func, event, request_id)
        if result.get("error"):
            try:
                result["body"] = json.loads(result["body"]["errorMessage"])
            except ValueError:
                pass  # The runtime's own errors, such as a time-out, are named already.
        return result

    lambda_svc._execute_function_warm = named


class StackTime:
    sleep = staticmethod(time.sleep)

    @staticmethod
    def time() -> float:
        with open(os.environ["CLOCK_FILE"]) as file:
            return time.time() + int(file.read()) / 1000


def tell_schedules_their_time() -> None:
    scheduler.time = StackTime
    scheduler._SCHEDULE_TICK_INTERVAL = 1
    invoke = eventbridge._invoke_target

    def told(target, event, rule, view=None):
        if event.get("Source") == "aws.scheduler" and target.get("Input"):
            due = datetime.fromtimestamp(event["Time"] // 60 * 60, timezone.utc)
            values = {
                "<aws.scheduler.scheduled-time>": due.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "<aws.scheduler.schedule-arn>": event["Resources"][0],
                "<aws.scheduler.execution-id>": new_uuid(),
                "<aws.scheduler.attempt-number>": "1",
            }
            text = target["Input"]
            for name, value in values.items():
                text = text.replace(name, value)
            target = {**target, "Input": text}
        return invoke(target, event, rule, view)

    eventbridge._invoke_target = told


def join_executions() -> None:
    start = stepfunctions._start_execution

    def joined(data):
        machine = stepfunctions._state_machines.get(data.get("stateMachineArn", ""))
        for execution in list(stepfunctions._executions.values()) if machine else []:
            if (
                execution["stateMachineArn"] == data["stateMachineArn"]
                and execution["name"] == data.get("name")
                and execution["status"] == "RUNNING"
                and json.loads(execution["input"]) == json.loads(data.get("input", "{}"))
            ):
                found = {key: execution[key] for key in ("executionArn", "startDate")}
                return json_response(found)
        return start(data)

    stepfunctions._start_execution = joined


def hand_mail_over() -> None:
    send_raw = ses._send_raw_email
    ses._smtp_relay = lambda *_: None

    def handed(params):
        answer = send_raw(params)
        if answer[0] == 200:
            message_id = answer[2].decode().split("<MessageId>")[1].split("<")[0]
            to = ses._collect_list(params, "Destinations.member")
            raw = base64.b64decode(ses._p(params, "RawMessage.Data"))
            with smtplib.SMTP(*ses._parse_smtp_host(), timeout=10) as server:
                sender = ses._p(params, "Source")
                server.sendmail(sender, to, f"X-SES-Message-ID: {message_id}\r\n".encode() + raw)
        return answer

    ses._send_raw_email = handed


def take_alarms() -> None:
    record = provisioners._cw_metric_alarm_record

    def taken(name, props):
        of = next((m["MetricStat"] for m in props.get("Metrics", []) if "MetricStat" in m), None)
        if of:
            props = {**props, **of["Metric"], "Period": of["Period"], "Statistic": of["Stat"]}
            del props["Metrics"]
        return record(name, props)

    provisioners._cw_metric_alarm_record = taken


name_errors()
tell_schedules_their_time()
join_executions()
hand_mail_over()
take_alarms()
app.main()
