"""Calls a daemon by the client that a generator made of its document; prints what came of it as JSON.

openapi_client.py SOCKET, with the generated package `cortex_client` on PYTHONPATH.
"""

import json
import sys

import httpx
from cortex_client import Client
from cortex_client.api.alerts import alerts_acknowledge, alerts_get, alerts_list
from cortex_client.api.batch import batch
from cortex_client.api.health import health_get
from cortex_client.api.packages import packages_search
from cortex_client.models import AlertStatus, BatchBody, BatchCall, Severity

transport = httpx.HTTPTransport(uds=sys.argv[1])
client = Client(base_url="http://cortex", httpx_args={"transport": transport})

health = health_get.sync(client=client)
page = alerts_list.sync(client=client, severity=Severity.WARNING, open_=True, limit=1)
acknowledged = alerts_acknowledge.sync(page.items[0].id, client=client)
missing = alerts_get.sync_detailed("00000000-0000-4000-8000-000000000000", client=client)
found = packages_search.sync(client=client, q="vim")
calls = [BatchCall(name="daemon.ping"), BatchCall(name="nothing")]
done, failed = batch.sync(client=client, body=BatchBody(calls=calls)).results

print(json.dumps({
    "cores": health.host.cores,
    "memory": round(health.memory.usage_percent, 1),
    "raised": page.items[0].raised_at.isoformat(),
    "page": [len(page.items), page.counts.warning > 0],
    "acknowledged": acknowledged.status == AlertStatus.ACKNOWLEDGED,
    "missing": [missing.status_code, missing.parsed.error.code],
    "found": [package.name for package in found.items],
    "batch": [done.ok.to_dict(), failed.error.code],
}))
