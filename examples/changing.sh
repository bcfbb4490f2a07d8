#!/usr/bin/env bash
# Creates a record, changes it, reads its history, withdraws and restores it.
. "$(dirname "$0")/common.sh"
administrator_key
ID=my-norm-$RUN
NORM='{"framework": "g7-lucca-2017", "designation": "example", "title": {"en": "An example"}, "summary": {"en": "It shows how to write."},
  "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}'

step "Issue a key for an editor of norms; the answer is the only one that contains the secret"
EDITOR=$(curl "$REGISTRY/v1/keys" -H "X-API-Key: $KEY" -H 'Content-Type: application/json' \
  -d '{"owner": "example-editor", "scopes": ["norms:write"]}' | field secret)

step "Create a record under an id of your choice (If-None-Match: * never replaces one)"
curl -i -X PUT "$REGISTRY/v1/norms/$ID" -H "X-API-Key: $EDITOR" -H 'Content-Type: application/json' -H 'If-None-Match: *' -d "$NORM"

step "Change some fields of version 1 (JSON Merge Patch, RFC 7396) and say why"
curl -i -X PATCH "$REGISTRY/v1/norms/$ID?reason=A%20better%20title" -H "X-API-Key: $EDITOR" \
  -H 'Content-Type: application/merge-patch+json' -H 'If-Match: "1"' -d '{"title": {"en": "A better example"}}'

step "A change that starts from an old version is refused (412), one that names no version too (428)"
refused 412 -X PATCH "$REGISTRY/v1/norms/$ID" -H "X-API-Key: $EDITOR" \
  -H 'Content-Type: application/merge-patch+json' -H 'If-Match: "1"' -d '{"designation": "other"}'
refused 428 -X PATCH "$REGISTRY/v1/norms/$ID" -H "X-API-Key: $EDITOR" \
  -H 'Content-Type: application/merge-patch+json' -d '{"designation": "other"}'

step "Version 1 is unchanged; all versions; what changed (JSON Patch, RFC 6902)"
curl "$REGISTRY/v1/norms/$ID/versions/1?pretty=true"
curl "$REGISTRY/v1/norms/$ID/versions?pretty=true"
curl "$REGISTRY/v1/norms/$ID/diff?from=1&to=2&pretty=true"

step "Withdraw it: the id answers 410, its history stays, and PUT restores it"
curl -i -X DELETE "$REGISTRY/v1/norms/$ID" -H "X-API-Key: $EDITOR" -H 'If-Match: "2"'
refused 410 "$REGISTRY/v1/norms/$ID"
curl "$REGISTRY/v1/norms/$ID/versions?pretty=true"
curl -X PUT "$REGISTRY/v1/norms/$ID" -H "X-API-Key: $EDITOR" -H 'Content-Type: application/json' -H 'If-Match: "3"' -d "$NORM"
curl -i -X DELETE "$REGISTRY/v1/norms/$ID" -H "X-API-Key: $EDITOR" -H 'If-Match: "4"'

step "Register a document, store its text for everybody, read it, take it back"
curl -X PUT "$REGISTRY/v1/documents/my-document-$RUN" -H "X-API-Key: $KEY" -H 'Content-Type: application/json' -H 'If-None-Match: *' \
  -d '{"type": "report", "title": {"en": "An example"}, "citations": [{"document": "registry-desk-notes", "locator": "L1", "confidence": "unconfirmed"}]}'
curl -i -X PUT "$REGISTRY/v1/documents/my-document-$RUN/content?access=public" -H "X-API-Key: $KEY" -H 'Content-Type: text/plain' \
  -H 'If-None-Match: *' --data-binary 'One line for the example'
curl "$REGISTRY/v1/documents/my-document-$RUN/content"
curl -i -X DELETE "$REGISTRY/v1/documents/my-document-$RUN/content" -H "X-API-Key: $KEY" -H 'If-Match: "1"'
