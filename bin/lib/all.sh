# shellcheck shell=bash
# Everything in this folder, in an order in which each part finds what it uses.
# shellcheck source-path=SCRIPTDIR

_lib=$(dirname "${BASH_SOURCE[0]}")
for _part in settings step system private_apt wkhtmltopdf odoo_tree python addons postgres database odoo config template suite setup; do
    # shellcheck source=/dev/null
    . "$_lib/$_part.sh"
done
unset _lib _part
