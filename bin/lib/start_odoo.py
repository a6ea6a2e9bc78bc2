"""Odoo's command line as a file.

With workers Odoo starts its own program once more, for the bus, by the path it was
started with; `python -m odoo` has no path that would work.
"""

from odoo.cli import main

if __name__ == "__main__":
    main()
