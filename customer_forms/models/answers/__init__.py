from . import answered_mixin
