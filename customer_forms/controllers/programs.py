"""What programs fetch leaves the system, like an export: masked, whoever's key they
have (V3). A number in full is asked for one by one, with ``reveal``."""

import xmlrpc.client

from odoo import http
from odoo.http import dispatch_rpc, request

from odoo.addons.rpc.controllers import RPC, json2
from odoo.addons.rpc.controllers import xmlrpc as odoo_xmlrpc
from odoo.addons.web.controllers.json import WebJsonController

from ..models.sensitive.sensitive_mixin import MASKED_ONLY

MASKED = {MASKED_ONLY: True}


class MaskedJson2(json2.WebJson2Controller):
    @http.route()
    def web_json_2_rpc(self, __model__, __method__, ids=(), context=None, **kwargs):
        return super().web_json_2_rpc(
            __model__,
            __method__,
            ids=ids,
            context={**(context or {}), **MASKED},
            **_without_unmasking(kwargs),
        )


class MaskedJson1(WebJsonController):
    @http.route()
    def web_json_1(self, subpath, **kwargs):
        request.update_context(**MASKED)
        return super().web_json_1(subpath, **kwargs)


class MaskedRpc(RPC):
    def _xmlrpc(self, service):
        params, method = xmlrpc.client.loads(
            request.httprequest.get_data(), use_datetime=True
        )
        result = dispatch_rpc(service, *_masked(service, method, params))
        return odoo_xmlrpc.dumps((result,))

    @http.route()
    def jsonrpc(self, service, method, args):
        return super().jsonrpc(service, *_masked(service, method, args))


def _masked(service, method, params):
    """A call with the context that masks.

    :return: (name of the service's method, its parameters)
    """
    if service != "object" or method not in ("execute", "execute_kw"):
        return method, params
    database, uid, password, model, name, *given = params
    args, named = given, {}
    if method == "execute_kw":
        args, named = [*given, {}][:2]
    args = _without_unmasking(args)
    named = _without_unmasking(dict(named or {}))
    named["context"] = {**(named.get("context") or {}), **MASKED}
    return "execute_kw", [database, uid, password, model, name, args, named]


def _without_unmasking(given):
    """What a program sends, without what would take the masks away further inside: what
    is to be read of a record names a context for the records it links to."""
    if isinstance(given, dict):
        return {
            name: _without_unmasking(value)
            for name, value in given.items()
            if name != MASKED_ONLY
        }
    if isinstance(given, list | tuple):
        return type(given)(map(_without_unmasking, given))
    return given
