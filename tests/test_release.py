"""What a release says of itself: one version, fresh metadata, the software it is made with; and safe workflows."""

import importlib.util
import json
import re
import shutil
import subprocess
import types
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from jumelage_graph.version import __version__

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def script(name: str) -> types.ModuleType:
    """One of the scripts of ``.ci``."""
    spec = importlib.util.spec_from_file_location(f"ci_{name}", ROOT / ".ci" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- versions and metadata


def test_code_data_ontology_and_citation_have_one_version() -> None:
    ontology = (ROOT / "ontology/ontology.ttl").read_text(encoding="utf-8")
    found = {
        "tables": json.loads((ROOT / "data/csv-metadata.json").read_text(encoding="utf-8"))[
            "owl:versionInfo"
        ],
        "ontology": re.findall(r'^    owl:versionInfo "(.+)"', ontology, re.M)[0],
        "IRI of the ontology": re.findall(r"owl:versionIRI <.+/(.+)>", ontology)[0],
        "CITATION.cff": yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"],
        "CHANGELOG.md": re.findall(
            r"^## (\S+) – ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
        )[0],
        **{
            name: json.loads((ROOT / name).read_text(encoding="utf-8"))["version"]
            for name in ("codemeta.json", "package.json", "package-lock.json")
        },
    }
    assert set(found.values()) == {__version__}, found


def stale(root: Path) -> list[str]:
    metadata = script("metadata")
    return [path.name for path, text in metadata.files(root) if path.read_text(encoding="utf-8") != text]


def test_the_metadata_are_what_make_metadata_writes() -> None:
    assert stale(ROOT) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "src/jumelage_graph/version.py",
            f'"{__version__}"',
            '"9.9.9"',
            [
                "CITATION.cff",
                "csv-metadata.json",
                "package.json",
                "package-lock.json",
                "codemeta.json",
            ],
        ),
        ("CITATION.cff", "  - twin towns", "  - town twinning", ["codemeta.json"]),
        ("pyproject.toml", '"click>=8.1"', '"click>=8.2"', ["codemeta.json"]),
    ],
)
def test_stale_metadata_are_noticed(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    for name in (
        "src/jumelage_graph/version.py",
        "data/csv-metadata.json",
        "CITATION.cff",
        "package.json",
        "package-lock.json",
        "pyproject.toml",
        "codemeta.json",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert stale(tmp_path) == expected


def test_archives_and_catalogues_read_who_what_and_under_which_licence() -> None:
    archived = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"title", "abstract", "authors", "keywords", "version"} <= archived.keys()
    assert (archived["type"], archived["license"]) == ("dataset", "CC-BY-4.0")
    software = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    assert software["license"] == ["https://spdx.org/licenses/CC-BY-4.0", "https://spdx.org/licenses/MIT"]
    assert len(software["softwareRequirements"]) > 20


# --- what a release holds


@pytest.fixture(scope="module")
def bills(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sbom")
    subprocess.run([ROOT / ".ci" / "sbom", folder, "--no-validate"], check=True, capture_output=True)
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


def test_the_software_of_a_release_is_the_locked_one_with_its_hashes(bills: dict[str, Any]) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    locked = {
        (name, version): set(re.findall("sha256:([0-9a-f]{64})", rest))
        for name, version, rest in re.findall(r"^([\w.-]+)==([^\s;]+)(.*)$", lock, re.M)
    }
    told = {
        (each["name"], each["version"]): {
            digest["content"] for place in each["externalReferences"] for digest in place.get("hashes", ())
        }
        for each in bills["python.cdx.json"]["components"]
    }
    assert len(locked) > 150
    assert all(locked.values())
    assert told == locked
    assert (
        bills["python.cdx.json"]["metadata"]["component"]["licenses"][0]["expression"] == "MIT AND CC-BY-4.0"
    )


def test_so_are_the_libraries_of_the_pages(bills: dict[str, Any]) -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {
        (path.rpartition("node_modules/")[2], each["version"]) for path, each in packages.items() if path
    }
    told = bills["javascript.cdx.json"]["components"]
    names = {("/".join(filter(None, (each.get("group"), each["name"]))), each["version"]) for each in told}
    assert len(names) > 100
    assert names <= locked
    assert all(each.get("hashes") for each in told)


def test_the_notes_are_the_section_of_the_version() -> None:
    notes = script("notes")
    text = "# Changelog\n\n## 0.2.0 – 2027-01-01\n\nNew.\n\n## 0.1.0 – 2026-12-01\n\nOld.\n"
    assert notes.section(text, "0.2.0") == "New.\n"
    assert notes.section(text, "0.1.0") == "Old.\n"
    with pytest.raises(SystemExit, match=r"0\.3\.0"):
        notes.section(text, "0.3.0")


def test_an_archive_of_the_same_files_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.nq", "SHA256SUMS"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    pack = script("archive").pack
    pack(tmp_path, "jumelage-1", tmp_path / "one.zip", ["a.nq", "SHA256SUMS"])
    pack(tmp_path, "jumelage-1", tmp_path / "two.zip", ["SHA256SUMS", "a.nq"])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["jumelage-1/SHA256SUMS", "jumelage-1/a.nq"]


# --- workflows


def faults(workflow: dict[Any, Any]) -> list[str]:
    """What a workflow may not do: run foreign code by a moving name, hold rights unnamed, use stored keys."""
    found = []
    jobs = workflow["jobs"]
    if "write" in str(workflow.get("permissions", "write")) and any(
        "permissions" not in job for job in jobs.values()
    ):
        found.append("rights for every job")
    for job in jobs.values():
        for step in job["steps"]:
            if (action := step.get("uses")) and not re.search(r"@(v\d+|release/v\d+|[0-9a-f]{40})$", action):
                found.append(f"{action} is not pinned")
            if (
                action
                and action.startswith("actions/checkout")
                and "write" in str(job.get("permissions", ""))
            ):
                found.append("a job that reads the code may write")
            if "secrets." in str(step):
                found.append("a stored key")
            found += [
                f"{path} is missing"
                for path in re.findall(r"\.ci/\w+", step.get("run", ""))
                if not (ROOT / path).exists()
            ]
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_is_safe_and_runs_what_is_there(path: Path) -> None:
    assert {"ci", "pages", "release"} == {each.stem for each in WORKFLOWS}
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = ["rights for every job"] if path.stem == "pages" else []  # it has one job
    assert faults(workflow) == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"uses": "actions/checkout@main"}, ["actions/checkout@main is not pinned"]),
        ({"uses": "actions/checkout@v4"}, ["a job that reads the code may write"]),
        ({"run": ".ci/nothing"}, [".ci/nothing is missing"]),
        ({"run": "echo ${{ secrets.KEY }}"}, ["a stored key"]),
    ],
)
def test_an_unsafe_workflow_is_noticed(step: dict[str, str], expected: list[str]) -> None:
    rights = {"contents": "write"} if step.get("uses") == "actions/checkout@v4" else {"contents": "read"}
    assert faults({"permissions": {}, "jobs": {"a": {"permissions": rights, "steps": [step]}}}) == expected
    assert "rights for every job" in faults({"jobs": {"a": {"steps": [step]}}})


def test_the_release_tests_builds_signs_and_publishes_in_this_order() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]
    assert [job.get("needs") for job in jobs.values()] == [None, "build", "attest", "package"]
    assert any(step.get("run") == ".ci/run" for step in jobs["build"]["steps"])
    assert jobs["package"]["permissions"] == {"id-token": "write"}
