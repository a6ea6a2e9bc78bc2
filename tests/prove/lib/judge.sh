# shellcheck shell=bash
# A line for each step and each expectation of a proof. $WORK is a folder of the proof's own.

# timed TITLE COMMAND...: one line with the seconds it took, the log only if it fails.
timed() {
    local title=$1 began=$SECONDS
    shift
    if "$@" >"$WORK/step.log" 2>&1; then
        printf 'ok   %s: %s s\n' "$title" "$((SECONDS - began))"
    else
        printf 'FAILED  %s\n' "$title"
        tail -n 40 "$WORK/step.log"
        return 1
    fi
}

# status ADDRESS: the status code, "none" when nobody answers
status() {
    /usr/bin/python3 - "$1" <<'PY'
import sys, urllib.error, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=60).status)
except urllib.error.HTTPError as error:
    print(error.code)
except OSError:
    print("none")
PY
}

# expect WHAT WANTED GOT
expect() {
    if [[ $2 == "$3" ]]; then
        printf 'ok   %s: %s\n' "$1" "$3"
    else
        printf 'FAILED  %s: wanted %s, got %s\n' "$1" "$2" "$3"
        return 1
    fi
}
