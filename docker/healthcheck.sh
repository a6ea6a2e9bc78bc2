#!/usr/bin/env bash
# Healthy means: Odoo answers requests.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/all.sh"
. "$root/bin/lib/serve.sh"
[[ $(http_status /web/health) == 200 ]]
