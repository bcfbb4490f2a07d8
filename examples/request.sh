#!/usr/bin/env bash
# A request for assistance from one party to another. Only the two parties can read it.
. "$(dirname "$0")/common.sh"
administrator_key

step "Keys for both parties and for the secretariat of the network"
LAND=$(key land-authority nominator:parties/example-land)
ISLE=$(key isle-office member:parties/example-isle)
DESK=$(key training-secretariat secretariat:networks/training-network)

step "Example Isle asks Example Land for help"
REQUEST=$(curl "$REGISTRY/v1/requests" -H "X-API-Key: $ISLE" -H 'Content-Type: application/json' \
  -d '{"type": "assistance", "sender": "example-policy-desk", "to": "example-land", "network": "training-network", "category": "technical",
       "urgency": "high", "handling": "TLP:AMBER+STRICT", "text": {"en": "A server of yours takes part in an attack on a hospital of ours."}}' | field id)

step "Example Land reads, acknowledges and answers it"
curl "$REGISTRY/v1/requests/$REQUEST?pretty=true" -H "X-API-Key: $LAND"
curl "$REGISTRY/v1/requests/$REQUEST/steps" -H "X-API-Key: $LAND" -H 'Content-Type: application/json' -d '{"step": "acknowledged"}'
curl "$REGISTRY/v1/requests/$REQUEST/steps" -H "X-API-Key: $LAND" -H 'Content-Type: application/json' \
  -d '{"step": "answered", "text": {"en": "It is off the network."}}'

step "Example Isle closes it"
curl "$REGISTRY/v1/requests/$REQUEST/steps" -H "X-API-Key: $ISLE" -H 'Content-Type: application/json' -d '{"step": "closed"}'
curl "$REGISTRY/v1/requests?side=sent&format=csv" -H "X-API-Key: $ISLE"

step "No other party can tell that it exists (404); secretariat and administrator have no right to read requests (403)"
OTHER=$(key canada-office member:parties/ca)
refused 404 "$REGISTRY/v1/requests/$REQUEST" -H "X-API-Key: $OTHER"
refused 403 "$REGISTRY/v1/requests/$REQUEST" -H "X-API-Key: $DESK"
refused 403 "$REGISTRY/v1/requests/$REQUEST" -H "X-API-Key: $KEY"

step "The secretariat sees how fast requests are answered"
curl "$REGISTRY/v1/requests/statistics?network=training-network&pretty=true" -H "X-API-Key: $DESK"
