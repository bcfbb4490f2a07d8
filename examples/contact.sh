#!/usr/bin/env bash
# A party nominates a point of contact, the secretariat of a network accepts it, members read it, and a person's data are erased.
# All parties and contacts are invented.
. "$(dirname "$0")/common.sh"
administrator_key
ID=my-desk-$RUN

step "Keys for the authority of Example Land, the secretariat of the network, and a member of it"
LAND=$(key land-authority nominator:parties/example-land)
DESK=$(key training-secretariat secretariat:networks/training-network)
ISLE=$(key isle-office member:parties/example-isle)
curl "$REGISTRY/v1/me?pretty=true" -H "X-API-Key: $LAND"

step "Nominate a contact; another contact of the same party is its deputy"
curl -i -X PUT "$REGISTRY/v1/points-of-contact/$ID" -H "X-API-Key: $LAND" -H 'Content-Type: application/json' -H 'If-None-Match: *' \
  -d '{"party": "example-land", "category": "technical", "office": {"en": "My desk"}, "person": {"name": "C. Example"},
       "channels": [{"type": "email", "address": "my-desk@land.example.org", "rank": 1, "languages": ["en"]},
                    {"type": "phone", "address": "+1-555-0110", "rank": 2, "personal": true}],
       "deputies": ["example-deputy-desk"], "networks": [{"network": "training-network", "consent": true}]}'

step "Not accepted yet: members see that it exists, and no channel ('redacted' lists what is left out)"
curl "$REGISTRY/v1/points-of-contact/$ID?pretty=true" -H "X-API-Key: $ISLE"

step "Attach the note verbale of the nomination"
curl -i -X PUT "$REGISTRY/v1/points-of-contact/$ID/attachments/note-verbale.txt" -H "X-API-Key: $LAND" -H 'Content-Type: text/plain' \
  --data-binary 'The embassy nominates …'
curl "$REGISTRY/v1/points-of-contact/$ID/attachments/note-verbale.txt" -H "X-API-Key: $DESK"

step "The secretariat accepts the current version"
VERSION=$(curl "$REGISTRY/v1/points-of-contact/$ID?pretty=true" -H "X-API-Key: $DESK" | sed -n 's/^ *"version" *: *\([0-9]*\).*/\1/p' | head -n 1)
curl -i "$REGISTRY/v1/points-of-contact/$ID/decisions" -H "X-API-Key: $DESK" -H 'Content-Type: application/json' -H "If-Match: \"$VERSION\"" \
  -d '{"network": "training-network", "status": "accepted"}'

step "Now members see its channels, import them, and know whom to call"
curl "$REGISTRY/v1/points-of-contact/$ID?pretty=true" -H "X-API-Key: $ISLE"
curl "$REGISTRY/v1/points-of-contact?network=training-network&format=vcard" -H "X-API-Key: $ISLE"
curl "$REGISTRY/v1/points-of-contact/reachable?party=example-land&category=technical&language=es&pretty=true" -H "X-API-Key: $ISLE"

step "Which contacts of the network are due for renewal or a test?"
curl "$REGISTRY/v1/points-of-contact/assurances?network=training-network&format=csv"

step "Erase the person's data from every version; nobody can restore it"
curl "$REGISTRY/v1/points-of-contact/$ID/erasure" -H "X-API-Key: $LAND" -H 'Content-Type: application/json' -d '{}'
curl "$REGISTRY/v1/points-of-contact/$ID/versions?pretty=true" -H "X-API-Key: $LAND"

step "Who has read data that are not public?"
curl "$REGISTRY/v1/access-log?limit=5&pretty=true" -H "X-API-Key: $KEY"
