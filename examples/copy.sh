#!/usr/bin/env bash
# Copies the public records, page by page, into one CSV file a kind. Needs no key.
# FOLDER  where the files go (default: a new folder `copy-<entry>` here)
. "$(dirname "$0")/common.sh"
KINDS='norms mappings commitments cbms implementations meetings networks parties documents'

step "The number of the newest entry: all pages are read as of it, so that the copy is consistent"
ENTRY=$(curl "$REGISTRY/v1/log?pretty=true" | sed -n 's/^ *"lastEntry" *: *\([0-9]*\).*/\1/p')
FOLDER=${FOLDER:-copy-$ENTRY}
mkdir -p "$FOLDER"

# Reads the address of the next page from the header `Link: <…>; rel="next"` (RFC 8288).
next_page() { tr -d '\r' <"$1" | sed -n 's/^[Ll]ink:.*<\([^>]*\)>; *rel="next".*/\1/p'; }

for kind in $KINDS; do
  step "All $kind"
  page="/v1/$kind?limit=200&asOf=$ENTRY&format=csv"
  : >"$FOLDER/$kind.csv"
  while [ -n "$page" ]; do
    curl "$REGISTRY$page" --dump-header "$FOLDER/headers" --output "$FOLDER/page" >/dev/null
    # the header line of the first page only
    if [ -s "$FOLDER/$kind.csv" ]; then tail -n +2 "$FOLDER/page"; else cat "$FOLDER/page"; fi >>"$FOLDER/$kind.csv"
    page=$(next_page "$FOLDER/headers")
  done
done
rm "$FOLDER/headers" "$FOLDER/page"

step "Copied into $FOLDER, as of entry $ENTRY"
ls -l "$FOLDER"

step "Later: ask with the ETag of a list; 304 means that no record of that kind has changed"
TAG=$(command curl --silent --fail --head "$REGISTRY/v1/norms" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
refused 304 "$REGISTRY/v1/norms" -H "If-None-Match: $TAG"
