"""Read a Dockerfile as a list of instructions, for the tests and for the proof without
a Docker engine."""

import json
import re
import shlex
from pathlib import Path


def instructions(path):
    """Return (keyword, arguments) pairs; a continued line is joined to one."""
    text = Path(path).read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    text = text.replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


def settings(arguments):
    """Return the variables of an ENV instruction."""
    return dict(word.split("=", 1) for word in shlex.split(arguments))


def exec_form(arguments):
    """Return the words of ["a", "b"], which may follow options."""
    return json.loads(arguments[arguments.index("[") :])


def steps(path):
    """Yield shell lines that build in a root file system what the Dockerfile describes.

    ``in_root COMMAND`` runs a command inside it, ``copy SOURCE... TARGET`` copies from
    the checkout; image.sh defines both. What only a container engine reads is left out.
    """
    for keyword, arguments in instructions(path):
        match keyword:
            case "FROM":
                yield f"from {shlex.quote(arguments)}"
            case "ENV":
                for name, value in settings(arguments).items():
                    yield f"variable {name} {shlex.quote(value)}"
            case "WORKDIR":
                yield f"workdir {shlex.quote(arguments)}"
            case "COPY":
                yield f"copy {arguments}"
            case "RUN":
                yield f"in_root {shlex.quote(arguments)}"
            case "USER":
                yield f"user {shlex.quote(arguments)}"
            case "ENTRYPOINT":
                yield f"entrypoint {shlex.join(exec_form(arguments))}"
            case "VOLUME" | "EXPOSE" | "HEALTHCHECK":
                pass
            case _:
                raise ValueError(f"{keyword} is not known here: teach it to {__file__}")


if __name__ == "__main__":
    root = Path(__file__).parent.parent.parent
    print("\n".join(steps(root / "docker" / "Dockerfile")))  # noqa: T201
