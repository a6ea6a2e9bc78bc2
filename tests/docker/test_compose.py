"""The container files, as far as they can be judged without a Docker engine.

bin/prove image runs the image's steps and its entry point in a root file system.
"""

import importlib.util
import json
import os
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DOCKER = ROOT / "docker"
VARIABLE = re.compile(r"\$\{(\w+)(:[?-][^}]*)?\}")

spec = importlib.util.spec_from_file_location("dockerfile", HERE / "dockerfile.py")
dockerfile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(dockerfile)


@pytest.fixture(scope="module")
def text():
    return (DOCKER / "compose.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose(text):
    return yaml.safe_load(text)


@pytest.fixture(scope="module")
def image():
    return dockerfile.instructions(DOCKER / "Dockerfile")


def arguments(image, keyword):
    return [text for name, text in image if name == keyword]


def test_compose_follows_the_specification(compose):
    schema = json.loads((HERE / "compose-spec.json").read_text(encoding="utf-8"))
    jsonschema.Draft201909Validator.check_schema(schema)
    jsonschema.validate(compose, schema, cls=jsonschema.Draft201909Validator)


def test_the_schema_refuses_a_misspelt_key(compose):
    """Were the schema not looked at, the test above would always pass."""
    schema = json.loads((HERE / "compose-spec.json").read_text(encoding="utf-8"))
    compose = json.loads(json.dumps(compose))
    compose["services"]["odoo"]["enviroment"] = {}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(compose, schema, cls=jsonschema.Draft201909Validator)


def test_only_the_proxy_can_be_reached_from_outside(compose):
    published = {
        name for name, service in compose["services"].items() if "ports" in service
    }
    assert published == {"proxy"}


def test_every_service_is_watched_and_waited_for(compose, image):
    services = compose["services"]
    unwatched = {name for name in services if "healthcheck" not in services[name]}
    assert unwatched == {"odoo"}
    assert arguments(image, "HEALTHCHECK")
    for service in services.values():
        assert service["restart"] == "unless-stopped"
        for wanted in service.get("depends_on", {}).values():
            assert wanted["condition"] == "service_healthy"


def test_what_must_survive_is_on_named_volumes(compose, image):
    mounts = {
        mount.split(":")[0]: mount.split(":")[1]
        for service in compose["services"].values()
        for mount in service["volumes"]
    }
    [kept] = arguments(image, "VOLUME")
    assert [mounts["state"], mounts["keys"]] == kept.split()
    assert set(compose["volumes"]) == {"database", "state", "keys"}
    for source in set(mounts) - set(compose["volumes"]):
        assert source.startswith("./"), "a path of one machine"
        assert (DOCKER / source).is_file()


def test_the_keyring_is_kept_apart_from_what_it_opens(compose, image):
    """V2: an upgraded container finds it, and a copy of the data has no key."""
    settings = {
        name: value
        for text in arguments(image, "ENV")
        for name, value in dockerfile.settings(text).items()
    }
    folder = str(Path(settings["CUSTOMER_VAULT_KEYRING_FILE"]).parent)
    assert f"keys:{folder}" in compose["services"]["odoo"]["volumes"]
    assert not folder.startswith(settings["STATE_DIR"])
    assert any(
        "-m 700" in text and folder in text for text in arguments(image, "RUN")
    ), "a new volume gets owner and mode of the image's folder"


def test_passwords_come_from_the_environment(text, compose):
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name:
                assert VARIABLE.fullmatch(value), name
                assert ":?" in value, f"{name} must have no default"
    example = (DOCKER / ".env.example").read_text(encoding="utf-8")
    offered = dict(re.findall(r"^(\w+)=(.*)$", example, flags=re.MULTILINE))
    used = {match[1]: match[2] or "" for match in VARIABLE.finditer(text)}
    assert offered.pop("COMPOSE_PROJECT_NAME")
    assert set(offered) == set(used)
    for name, default in used.items():
        assert offered[name] == (default[2:] if default.startswith(":-") else "")


def test_images_are_pinned_to_a_version(compose, image):
    images = [service["image"] for service in compose["services"].values()]
    for name in [*images, *arguments(image, "FROM")]:
        assert re.search(r":[\w.-]+$", name), name
        assert not name.endswith(":latest")
    assert compose["services"]["db"]["image"].startswith("postgres:16")


def test_image_runs_as_an_ordinary_user(image):
    keywords = [keyword for keyword, _ in image]
    [user] = arguments(image, "USER")
    assert user not in {"root", "0"}
    # Nothing is installed, and nothing copied, by that user.
    assert keywords.index("USER") > max(
        index for index, keyword in enumerate(keywords) if keyword in {"RUN", "COPY"}
    )


def test_programs_of_the_image_exist(image):
    [workdir] = arguments(image, "WORKDIR")
    for keyword in ("ENTRYPOINT", "HEALTHCHECK"):
        [text] = arguments(image, keyword)
        program = dockerfile.exec_form(text)[0]
        path = ROOT / Path(program).relative_to(workdir)
        assert os.access(path, os.X_OK), path


def test_odoo_runs_with_workers_behind_the_proxy(compose):
    environment = compose["services"]["odoo"]["environment"]
    assert environment["ODOO_PROXY_MODE"] == "True"
    assert environment["ODOO_WORKERS"] == "${ODOO_WORKERS:-4}"
    nginx = (DOCKER / "nginx.conf").read_text(encoding="utf-8")
    servers = dict(re.findall(r"upstream (\w+) {\s*server odoo:(\d+);", nginx))
    assert servers == {"odoo": "8069", "odoo_bus": environment["ODOO_GEVENT_PORT"]}
    bus = re.search(r"location /websocket {(.*?)}", nginx, flags=re.DOTALL)[1]
    assert "proxy_pass http://odoo_bus;" in bus
    assert "proxy_set_header Upgrade $http_upgrade;" in bus


def test_nginx_keeps_its_headers_where_it_sets_others():
    """A location that sets one header of its own inherits none."""
    nginx = (DOCKER / "nginx.conf").read_text(encoding="utf-8")
    server, bus = nginx.split("location /websocket {")
    everywhere = set(re.findall(r"proxy_set_header (\S+)", server))
    assert everywhere <= set(re.findall(r"proxy_set_header (\S+)", bus))
