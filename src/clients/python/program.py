"""A program with the generated Python client (pydantic)."""

import os
from datetime import datetime

from openapi_client import (
    ApiClient,
    ApiException,
    Citation,
    Configuration,
    Norm,
    NormInput,
    NormsApi,
    PointsOfContactApi,
    Problem,
)

REGISTRY = os.environ["REGISTRY_URL"]
CONTACT = "example-technical-desk"


def report(name, *values):
    print(f"{name}:", *values)


def report_problem(name, request):
    """Reports the problem with which a request failed."""
    try:
        request()
    except ApiException as error:
        problem = Problem.from_json(error.body)
        report(name, problem.status, problem.type)


def reason():
    page = contacts.list_reachable("example-land", category="technical", at=datetime.fromisoformat("2026-11-25T15:00:00+00:00"))
    return next(each.reason for each in page.items if each.contact == CONTACT)


anybody = ApiClient(Configuration(host=REGISTRY))
configuration = Configuration(host=REGISTRY, api_key={"apiKey": os.environ["REGISTRY_ADMIN_KEY"]})
configuration.datetime_format = "%Y-%m-%dT%H:%M:%SZ"  # RFC 3339; the default has no colon in the offset
admin = ApiClient(configuration)

norms = NormsApi(anybody)
filtered = norms.list_norms(framework=["g7-lucca-2017", "un-gge-2015"], limit=200)
report("frameworks", *sorted({each.framework for each in filtered.items}))

ids = set()
cursor = None
while True:
    page = norms.list_norms(limit=5, cursor=cursor)
    ids.update(each.id for each in page.items)
    cursor = page.cursor
    if cursor is None:
        break
report("norms", len(ids))

redacted = PointsOfContactApi(anybody).get_point_of_contact(CONTACT)
report("without key", len(redacted.channels or []), str(len(redacted.redacted) > 0).lower())
contacts = PointsOfContactApi(admin)
read = contacts.get_point_of_contact_with_http_info(CONTACT)
contact = read.data
report("with key", len(contact.channels), len(contact.redacted or []))

report_problem("missing", lambda: norms.get_norm("no-such-norm"))

before = reason()
put = contacts.replace_point_of_contact(CONTACT, contact, if_match=read.headers["ETag"])
report("put back", put.version - contact.version)
report("reachable", before)
report("reachable", reason())

mine = NormsApi(admin)
created = mine.create_norm_with_http_info(
    NormInput(
        id="client-python",
        framework="g7-lucca-2017",
        designation="client",
        title={"en": "A norm of a client"},
        summary={"en": "It was created by a program with a generated client."},
        citations=[Citation(document="g7-lucca-2017", locator="L49", confidence="unconfirmed")],
    )
)
norm = created.data
etag = created.headers["ETag"]
report("created", norm.version)
other = Norm.from_json(norm.model_dump_json(by_alias=True, exclude_none=True))
other.title = {"en": "Changed"}
report("changed", mine.replace_norm(norm.id, other, if_match=etag).version)
report_problem("stale", lambda: mine.replace_norm(norm.id, norm, if_match=etag))
report_problem("no condition", lambda: mine.replace_norm(norm.id, norm))

newer = NormsApi(ApiClient(Configuration(host=os.environ["REGISTRY_NEWER_URL"])))
report("unknown value", *newer.get_norm("newer").character)
