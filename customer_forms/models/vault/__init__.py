from . import customer_vault_key
from . import customer_vault_value
from . import vault_found_again
from . import customer_vault_rotation
from . import customer_vault_reseal
from . import vault_guesses
from . import vault_last_four
from . import vault_document
