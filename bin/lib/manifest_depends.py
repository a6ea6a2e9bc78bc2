"""Print what the given addons need from Odoo: their dependencies but for each other."""

import ast
import sys
from pathlib import Path


def main(folders):
    paths = [Path(folder) for folder in folders]
    depends = set()
    for path in paths:
        manifest = ast.literal_eval((path / "__manifest__.py").read_text("utf-8"))
        depends.update(manifest.get("depends", []))
    depends -= {path.name for path in paths}
    sys.stdout.writelines(f"{name}\n" for name in sorted(depends))


if __name__ == "__main__":
    main(sys.argv[1:])
