# What all examples share; they read it with `.`.
#
# REGISTRY  base address of the service (default http://localhost:8080)
# KEY       administrator's key (default: the content of data/admin.key, written by the first start)
# DATA      data folder of the service, for messages that are not mailed (default data)

set -euo pipefail

REGISTRY=${REGISTRY:-http://localhost:8080}
DATA=${DATA:-data}

# Ids of records are never used twice, so each run has its own.
RUN=$(date -u +%Y%m%d%H%M%S)-$$

# Prints what the next requests do.
step() { printf '\n# %s\n' "$*" >&2; }

# curl as everywhere in the examples: prints the request without keys, then sends it. A status of 400 or above ends the script.
curl() {
  local argument line='$ curl'
  for argument in "$@"; do
    case $argument in
      'X-API-Key: '*) line+=" 'X-API-Key: …'" ;;
      *[!A-Za-z0-9:/._=,@%+-]*) line+=" '$argument'" ;;
      *) line+=" $argument" ;;
    esac
  done
  printf '%s\n' "$line" >&2
  command curl --silent --show-error --fail-with-body --max-time 60 "$@"
  echo
}

# Sends a request that must be refused: refused 410 http://…
refused() {
  local expected=$1 status
  shift
  status=$(command curl --silent --output /dev/null --write-out '%{http_code}' --max-time 60 "$@")
  echo "status $status"
  [ "$status" = "$expected" ] || { echo "expected status $expected" >&2; exit 1; }
}

# Reads one text field of a JSON object from standard input. With jq: jq -r .secret
field() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | head -n 1; }

# The administrator's key, if the caller has not set KEY.
administrator_key() {
  KEY=${KEY:-$(cat "$DATA/admin.key" 2>/dev/null)} || { echo "Set KEY, or DATA to the data folder of the service." >&2; exit 1; }
}

# Issues a key with one role: key <owner> <role>
key() {
  curl "$REGISTRY/v1/keys" -H "X-API-Key: $KEY" -H 'Content-Type: application/json' \
    -d "{\"owner\": \"$1\", \"roles\": [\"$2\"]}" | field secret
}
