#!/usr/bin/env bash
# A communication check: messages, acknowledgements, a deputy, statistics.
# Reads the messages from the folder `outbox` in the data folder (DATA): run it against a service without a mail server.
. "$(dirname "$0")/common.sh"
administrator_key
ID=my-check-$RUN

step "A key for the secretariat of the training network"
DESK=$(key training-secretariat secretariat:networks/training-network)

step "Define a check: one hour to answer, the deputy is asked after five seconds"
curl -i -X PUT "$REGISTRY/v1/exercises/$ID" -H "X-API-Key: $DESK" -H 'Content-Type: application/json' -H 'If-None-Match: *' \
  -d '{"networks": ["training-network"], "type": "communication-check", "title": {"en": "My check"}, "deadline": "PT1H", "fallbackAfter": "PT5S", "publish": true}'

step "Start it: each contact gets a message with a link of its own"
curl -X POST "$REGISTRY/v1/exercises/$ID/start" -H "X-API-Key: $DESK" -H 'If-Match: "1"'

# Waits for a message and prints the path of the link in it: link <contact>_<deputy's number>_<message's number>
link() {
  local message="$DATA/outbox/${ID}_$1.eml"
  for _ in $(seq 300); do
    [ -s "$message" ] && sed -n 's/^http.*\(\/v1\/acknowledgements\/[A-Za-z0-9_-]*\).*/\1/p' "$message" | head -n 1 | grep . && return
    sleep 0.2
  done
  echo "No message $message. Set DATA to the data folder of the service." >&2
  exit 1
}

step "One contact opens its link (which acknowledges nothing) and confirms by the button on the page (POST)"
LINK=$(link example-technical-desk_0_0)
curl "$REGISTRY$LINK"
curl -X POST "$REGISTRY$LINK"

step "Record a message that came back (with a mailbox for bounces the service records it by itself)"
curl -X PUT "$REGISTRY/v1/exercises/$ID/results/example-policy-desk" -H "X-API-Key: $DESK" -H 'Content-Type: application/json' -d '{"outcome": "bounced"}'

step "Results so far"
curl "$REGISTRY/v1/exercises/$ID/results?pretty=true" -H "X-API-Key: $DESK"

step "End the check; the statistics are public because of 'publish'"
curl -X POST "$REGISTRY/v1/exercises/$ID/end" -H "X-API-Key: $DESK" -H 'If-Match: "2"'
curl "$REGISTRY/v1/exercises/$ID/statistics?pretty=true"
curl "$REGISTRY/v1/exercise-trend?network=training-network&format=csv"
curl "$REGISTRY/v1/points-of-contact/example-technical-desk?pretty=true"
