from . import access_copy
