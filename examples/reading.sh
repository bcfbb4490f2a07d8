#!/usr/bin/env bash
# Questions about norms, commitments and meetings, each answered by one request. Needs no key.
. "$(dirname "$0")/common.sh"

step "The twelve norms of the G7 Lucca Declaration of 2017"
curl "$REGISTRY/v1/norms?framework=g7-lucca-2017&fields=id,title&lang=en&pretty=true"

step "Which UN norm does each of them correspond to, and how closely? As a table"
curl "$REGISTRY/v1/crosswalk?framework=g7-lucca-2017&to=un-gge-2015&format=csv"

step "What has Canada done for norm 13(d), with amounts and agencies?"
curl "$REGISTRY/v1/implementations?party=ca&norm=un-gge-2015-13d&limit=200&expand=titles&pretty=true"

step "Which milestones of Canada's report have a target of 2024?"
curl "$REGISTRY/v1/milestones?reportedIn=canada-norms-implementation-2019&target=2024&format=csv"

step "What did each member of the OAS report on 27 July 2021? 'not-stated' means that nothing is recorded"
curl "$REGISTRY/v1/meetings/oas-cicte-wg-2021/reports?role=member&fields=party,status&pretty=true"

step "Members of the OAS on that day"
curl "$REGISTRY/v1/parties?memberOf=oas&type=state&validOn=2021-07-27&limit=100&fields=id&pretty=true"

step "Measures that require a yearly renewal of contacts"
curl "$REGISTRY/v1/cbms?obligation=renew-contact&every=P1Y&pretty=true"

step "Argentina and the Budapest Convention, in order of date"
curl "$REGISTRY/v1/commitments?party=ar&concerns=budapest-convention&sort=madeOn&pretty=true"

step "Norms on which Chile has stated nothing"
curl "$REGISTRY/v1/coverage?party=cl&status=not-stated&pretty=true"

step "What happened in 2016"
curl "$REGISTRY/v1/timeline?from=2016&to=2016&limit=200&format=csv"

step "Full text search: words in any of the languages, accents are optional"
curl -G "$REGISTRY/v1/search" --data-urlencode 'q=chaine approvisionnement' -d limit=3 -d pretty=true

step "A phrase; a beginning of a word, without records that contain another word"
curl -G "$REGISTRY/v1/search" --data-urlencode 'q="points of contact"' -d limit=3 -d pretty=true
curl -G "$REGISTRY/v1/search" --data-urlencode 'q=cyber* -security' -d kind=norms -d limit=3 -d pretty=true

step "The same norm as JSON-LD, and with Portuguese first"
curl "$REGISTRY/v1/norms/un-gge-2015-13c" -H 'Accept: application/ld+json'
curl "$REGISTRY/v1/norms/un-gge-2015-13c" -H 'Accept-Language: pt'

step "Is the cited place in the cited document?"
curl "$REGISTRY/v1/citations/check" -H 'Content-Type: application/json' \
  -d '{"citations": [{"document": "registry-desk-notes", "locator": "L1", "words": "desk notes"}], "records": ["norms/un-gge-2015-13c"]}'
