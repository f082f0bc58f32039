"""`intake build` and `intake verify-site`: the same bytes each time, whole or not at all, compared to the last byte."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import intake
from intake.cli import main
from intake.web.site.folder import site_files
from intake.web.site.settings import Site
from intake.web.site.single import fingerprint_of, single_file, stated_fingerprint
from intake.web.site.writing import write_folder
from tests.web.sites import hosted

ROOT = Path(__file__).parents[2]
SITE = """\
name: Merrow <b>Law</b> Office
telephones: [{number: "+41 00 000 00 00", hours: day and night}]
server: https://help.example/
"""


@pytest.fixture(autouse=True)
def within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("site.yaml").write_text(SITE, "utf-8")
    return tmp_path


def contents(folder: str | Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class TestFolder:
    def test_the_same_input_gives_the_same_bytes(self) -> None:
        """A helper who builds it on another day and machine can compare a site with a checksum."""
        builds = []
        for seed in ("1", "2"):
            done = subprocess.run(
                [sys.executable, "-m", "intake", "build", "wages", "eviction", "--out", seed, "--site", "site.yaml"],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert done.stdout == f"{sha256(Path(seed, 'hashes.json').read_bytes())}  {Path(seed, 'hashes.json')}\n"
            builds.append(contents(seed))
        assert builds[0] == builds[1]

    def test_every_file_is_listed_with_its_hash(self) -> None:
        """One number, that of the list, stands for all of them; the flow's version and hash are in it too."""
        main(["build", "wages", "--out", "out"])
        found = contents("out")
        hashes = json.loads(found.pop("hashes.json"))
        assert hashes["files"] == {name: sha256(content) for name, content in found.items()}
        flow = intake.load("wages")
        assert hashes["flows"] == {
            "wages": {
                "version": flow.version,
                "hash": flow.content_hash,
                "bundle": hashes["files"]["flows/wages.json"],
            }
        }

    def test_the_hashes_in_the_pages_are_those_of_the_files(self) -> None:
        """A browser refuses a script or a style that somebody has changed; every one has its hash."""
        main(["build", "wages", "--out", "out"])
        pages = list(Path("out").rglob("*.html"))
        assert len(pages) == 5
        for page in pages:
            text = page.read_text("utf-8")
            tags = re.findall(r'<(?:script type="module" src|link rel="stylesheet" href)[^>]*>', text)
            assert len(tags) > 3
            for tag in tags:
                found = re.search(r'(?:src|href)="([^"?]+)\?v=(\w{16})" integrity="sha256-([^"]+)"', tag)
                assert found, tag
                content = (page.parent / found[1]).read_bytes()
                assert base64.b64decode(found[3]) == hashlib.sha256(content).digest(), tag
                assert sha256(content).startswith(found[2]), tag

    def test_a_page_for_a_frame_names_those_who_may_hold_it(self) -> None:
        """To no other page is told how high it is; without any, nothing is told."""
        main(["build", "wages", "--out", "out"])
        assert "intake-hosts" not in Path("out/embed/wages.html").read_text("utf-8")
        Path("site.yaml").write_text("name: M\nhosts: [https://a.example, 'https://b.example:8443']\n", "utf-8")
        main(["build", "wages", "--out", "out", "--site", "site.yaml"])
        page = Path("out/embed/wages.html").read_text("utf-8")
        assert '<meta name="intake-hosts" content="https://a.example https://b.example:8443">' in page
        assert "embed.js" in page

    def test_the_title_says_nothing(self) -> None:
        """Whoever looks at the tab or at the history learns neither the subject nor the firm."""
        main(["build", "wages", "--out", "out", "--site", "site.yaml"])
        for page in Path("out").rglob("*.html"):
            (title,) = re.findall("<title>(.*)</title>", page.read_text("utf-8"))
            assert title in ("Questions", f"Sample: {page.stem}")

    def test_what_a_firm_says_is_text(self) -> None:
        """A name can hold signs that a page would read as its own."""
        main(["build", "wages", "--out", "out", "--site", "site.yaml"])
        page = Path("out/index.html").read_text("utf-8")
        assert "Call Merrow &lt;b&gt;Law&lt;/b&gt; Office:" in page
        assert "<b>" not in page

    def test_several_flows_are_a_choice(self) -> None:
        """The first page leads to each, in the order in which they were given."""
        main(["build", "wages", "eviction", "--out", "out"])
        assert re.findall(r'class="choice" lang="en" href="([^"]+)"', Path("out/index.html").read_text("utf-8")) == [
            "wages.html",
            "eviction.html",
        ]
        assert 'flow="flows/eviction.json?v=' in Path("out/eviction.html").read_text("utf-8")

    def test_the_licences_come_along(self) -> None:
        """Ours, and that of the country names."""
        main(["build", "wages", "--out", "out"])
        assert Path("out/licences/intake.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()
        assert "UNICODE" in Path("out/licences/country-names.txt").read_text("utf-8").upper()

    def test_no_page_names_another_host(self) -> None:
        """But the one where *Leave this site* goes, and the firm's own server."""
        main(["build", "wages", "--out", "out", "--site", "site.yaml"])
        hosts = {
            host for page in Path("out").rglob("*.html") for host in re.findall(r"//([\w.-]+)", page.read_text("utf-8"))
        }
        assert hosts == {"www.wikipedia.org", "help.example"}


class TestWriting:
    def test_a_site_is_built_again_in_its_place(self) -> None:
        """What is not of it any more is gone."""
        main(["build", "wages", "eviction", "--out", "out"])
        assert main(["build", "wages", "--out", "out"]) == 0
        assert contents("out") == site_files([intake.load("wages")], Site())

    def test_an_empty_folder_is_filled(self) -> None:
        """As a web server's own may be."""
        Path("out").mkdir()
        assert main(["build", "wages", "--out", "out"]) == 0

    @pytest.mark.parametrize("name", ["notes.txt", "out/CNAME", ".git/config"])
    def test_a_folder_of_somebody_else_is_left_as_it_is(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Nobody loses a file because of a slip in a command."""
        file = Path("out", name)
        file.parent.mkdir(parents=True)
        file.write_text("mine", "utf-8")
        assert main(["build", "wages", "--out", "out"]) == 73
        assert "is not empty, and intake build did not make it" in capsys.readouterr().err
        assert contents("out") == {name: b"mine"}

    def test_a_file_that_was_put_into_a_site_is_not_lost(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Neither is one that was changed: both are named."""
        main(["build", "wages", "--out", "out"])
        Path("out/CNAME").write_text("help.example\n", "utf-8")
        assert main(["build", "wages", "--out", "out"]) == 73
        assert "holds CNAME, which intake build did not make" in capsys.readouterr().err
        Path("out/CNAME").unlink()
        Path("out/index.html").write_text("my own", "utf-8")
        assert main(["build", "wages", "--out", "out"]) == 73
        assert "index.html was changed since intake built it" in capsys.readouterr().err
        assert Path("out/index.html").read_text("utf-8") == "my own"

    def test_a_file_where_a_folder_should_be(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Or no folder at all to write in: one sentence, and 73."""
        Path("out").write_text("mine", "utf-8")
        assert main(["build", "wages", "--out", "out"]) == 73
        assert main(["build", "wages", "--out", "out/below"]) == 73
        assert Path("out").read_text("utf-8") == "mine"
        assert [line[:13] for line in capsys.readouterr().err.splitlines()] == ["intake build:"] * 2

    def test_stopped_half_way_it_leaves_all_as_it_was(self) -> None:
        """Wherever ctrl-c comes: the old site is whole, and nothing lies beside it."""
        old, new = {"a": b"1", "b/c": b"2"}, {"a": b"3", "b/c": b"4", "d": b"5"}
        files = site_files([intake.load("wages")], Site())
        write_folder(Path("out"), files)
        for stop in range(len(new) + 1):
            with pytest.raises(KeyboardInterrupt):
                write_folder(Path("out"), Stopped(new, stop))
            assert contents("out") == files
            with pytest.raises(KeyboardInterrupt):
                write_folder(Path("fresh"), Stopped(old, min(stop, len(old))))
            assert sorted(path.name for path in Path().iterdir()) == ["out", "site.yaml"]

    def test_a_site_that_cannot_be_put_in_place_leaves_the_old_one(self) -> None:
        """It had been moved aside already, and comes back."""
        files = site_files([intake.load("wages")], Site())
        write_folder(Path("out"), files)
        with pytest.raises(OSError, match="No such file"):
            write_folder(Path("out"), {})
        assert contents("out") == files

    def test_a_single_file_is_written_in_place_of_its_like_alone(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Not over another file, nor over one that was changed by hand."""
        Path("mine.html").write_text("mine", "utf-8")
        assert main(["build", "wages", "--single", "--out", "mine.html"]) == 73
        assert Path("mine.html").read_text("utf-8") == "mine"
        assert main(["build", "wages", "--single", "--out", "help.html"]) == 0
        assert main(["build", "eviction", "--single", "--out", "help.html"]) == 0
        Path("help.html").write_bytes(Path("help.html").read_bytes() + b"<!-- mine -->")
        assert main(["build", "wages", "--single", "--out", "help.html"]) == 73
        assert sorted(path.name for path in Path().iterdir()) == ["help.html", "mine.html", "site.yaml"]

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["wages", "eviction", "--single", "--out", "x.html"], 64, "--single carries one flow"),
            (["wages", "wages", "--out", "x"], 64, "two of the flows have the id 'wages'"),
            (["wages", "--out", "x.html"], 64, "for one file, add --single"),
            (["no_such_flow", "--out", "x"], 66, "there is no flow 'no_such_flow'"),
        ],
    )
    def test_what_cannot_be_built_is_said(
        self, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With the exit code of every other command."""
        assert main(["build", *arguments]) == code
        assert said in capsys.readouterr().err
        assert [path.name for path in Path().iterdir()] == ["site.yaml"]


class Stopped(Mapping[str, bytes]):
    """Files, of which ctrl-c lets only some be written."""

    def __init__(self, files: Mapping[str, bytes], stop: int) -> None:
        self._files, self._stop = files, stop

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[str]:
        yield from list(self._files)[: self._stop]
        raise KeyboardInterrupt


class TestSingle:
    def test_it_states_its_own_fingerprint(self) -> None:
        """Anybody can work it out with the tools of any system: zeros in its place, then SHA-256."""
        content = single_file(intake.load("wages"), Site())
        stated = stated_fingerprint(content)
        assert stated is not None
        assert sha256(content.replace(stated.encode(), b"0" * 64)) == stated == fingerprint_of(content)

    def test_it_asks_for_nothing_else(self) -> None:
        """No address of another file stands in it, and its policy would not let it be fetched."""
        text = single_file(intake.load("wages"), Site()).decode()
        assert "connect-src 'none'" in text
        page = re.sub(r"(<script[^>]*>).*?</script>", r"\1", text, flags=re.DOTALL)
        assert not re.search(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="(?!data:)', page)

    def test_its_policy_names_the_one_script_and_the_one_style(self) -> None:
        """Whatever is added to it does not run."""
        text = single_file(intake.load("interpol"), Site()).decode()
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
        for kind, tag in (("script-src", 'script type="module"'), ("style-src", "style")):
            (inside,) = re.findall(f"<{tag}>(.*?)</{tag.split()[0]}>", text, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{kind} 'sha256-{digest}'" in policy


class TestVerify:
    @pytest.fixture(autouse=True)
    def built(self, within: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["build", "wages", "--out", "out", "--site", "site.yaml"])
        main(["build", "wages", "--single", "--out", "one.html", "--site", "site.yaml"])
        capsys.readouterr()

    def verified(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
        code = main(["verify-site", *arguments])
        ended = capsys.readouterr()
        return code, ended.out.splitlines(), ended.err

    @pytest.mark.parametrize("target", ["out", "one.html"])
    def test_what_was_built_is_as_it_should_be(self, target: str, capsys: pytest.CaptureFixture[str]) -> None:
        """And what it says of the firm, which no release knows, is shown to whoever compares."""
        code, out, err = self.verified(capsys, target)
        assert code == 0
        assert len(out) == 1
        assert "telephone: +41 00 000 00 00 day and night" in err
        assert "leave to: https://www.wikipedia.org/" in err

    def test_one_changed_byte_is_found(self, capsys: pytest.CaptureFixture[str]) -> None:
        """In every file, whatever the list of hashes says of it."""
        files = contents("out")
        for name, content in files.items():
            at = len(content) // 2
            Path("out", name).write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            code, out, _ = self.verified(capsys, "out", "--flow", "wages", "--site", "site.yaml")
            assert (code, out[0].split()) == (1, ["changed", name])
            Path("out", name).write_bytes(content)
        assert self.verified(capsys, "out")[0] == 0

    def test_a_changed_byte_in_a_single_file_is_found(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Wherever it is, and the part that holds it is named where that can be told."""
        content = Path("one.html").read_bytes()
        for at in range(0, len(content), len(content) // 60):
            Path("one.html").write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            assert self.verified(capsys, "one.html", "--flow", "wages", "--site", "site.yaml")[0] in (1, 65)
        at = content.index(b"customElements.define")
        Path("one.html").write_bytes(content[:at] + b"C" + content[at + 1 :])
        code, out, err = self.verified(capsys, "one.html")
        assert (code, out[0]) == (1, "changed  script")
        assert "It states the fingerprint" in err

    def test_missing_and_more(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A page that was added is as bad as one that was changed."""
        Path("out/intake/intake.js").unlink()
        Path("out/evil.js").write_text("x", "utf-8")
        code, out, _ = self.verified(capsys, "out")
        assert (code, out[:-1]) == (1, ["more     evil.js", "missing  intake/intake.js"])

    def test_a_link_that_leads_out_is_no_file_of_the_site(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A web server may follow it: one that stands for a file, and one that was added."""
        page = Path("out/index.html")
        Path("copy.html").write_bytes(page.read_bytes())
        page.unlink()
        page.symlink_to(Path("copy.html").resolve())
        Path("out/more").symlink_to(Path().resolve())
        code, out, _ = self.verified(capsys, "out")
        assert (code, out[:-1]) == (1, ["changed  index.html", "more     more"])

    def test_a_swapped_telephone_number_is_seen_beside_the_firm_s_own(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A whole site that somebody built anew with another number is well in itself, and no such site of the firm."""
        Path("other.yaml").write_text(SITE.replace("+41 00 000", "+41 99 999"), "utf-8")
        main(["build", "wages", "--out", "swapped", "--site", "other.yaml"])
        capsys.readouterr()
        code, _, err = self.verified(capsys, "swapped")
        assert code == 0
        assert "telephone: +41 99 999 00 00" in err
        code, out, _ = self.verified(capsys, "swapped", "--site", "site.yaml")
        assert code == 1
        assert "changed  index.html" in out

    def test_at_an_address(self, within: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """As a visitor gets it, whatever the web server was told to send."""
        with hosted(within) as server:
            assert self.verified(capsys, f"{server.address}/out")[0] == 0
            assert self.verified(capsys, f"{server.address}/one.html")[0] == 0
            Path("out/intake/intake.js").write_text("x", "utf-8")
            Path("out/embed/wages.html").unlink()
            code, out, _ = self.verified(capsys, f"{server.address}/out/")
            assert (code, out[:-1]) == (1, ["missing  embed/wages.html", "changed  intake/intake.js"])
            assert self.verified(capsys, f"{server.address}/nothing")[0] == 65
            assert self.verified(capsys, f"{server.address}/nothing.html")[0] == 66
        assert self.verified(capsys, f"{server.address}/out")[0] == 66

    def test_a_flow_of_one_s_own_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing is read because a site says so: a flow that does not come with intake is given by whoever compares."""
        text = (ROOT / "flows/wages.yaml").read_text("utf-8").replace("id: wages", "id: own")
        Path("own.yaml").write_text(text, "utf-8")
        main(["build", "own.yaml", "--out", "mine"])
        capsys.readouterr()
        code, _, err = self.verified(capsys, "mine")
        assert code == 66
        assert "the flow 'own', which does not come with intake: name its file with --flow" in err
        assert self.verified(capsys, "mine", "--flow", "own.yaml")[0] == 0
        Path("own.yaml").write_text(text.replace("Do you still work there?", "Do you work there?"), "utf-8")
        code, out, _ = self.verified(capsys, "mine", "--flow", "own.yaml")
        assert code == 1
        assert {"changed  flows/own.json", "changed  index.html"} <= set(out)
        assert not [line for line in out if "intake/" in line]

    @pytest.mark.parametrize(
        ("hashes", "code"),
        [
            ("nonsense", 65),
            ("[" * 5000, 65),
            ('{"files": {}, "flows": {"../../../etc/passwd": {}}}', 66),
            ('{"files": {"../site.yaml": "0", "/etc/passwd": "0"}, "flows": {"wages": {}}}', 1),
        ],
        ids=["no json", "nested", "path for a flow", "path for a file"],
    )
    def test_a_hostile_list_leads_nowhere(self, hashes: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing outside the site is opened."""
        Path("out/hashes.json").write_text(hashes, "utf-8")
        found, out, _ = self.verified(capsys, "out")
        assert found == code
        assert not any("passwd" in line or "site.yaml" in line for line in out)

    @pytest.mark.parametrize(("target", "code"), [("site.yaml", 65), ("nothing", 66), (".", 65), ("ftp://x/", 66)])
    def test_what_is_no_site(self, target: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
        """One sentence says what to give instead."""
        found, out, err = self.verified(capsys, target)
        assert (found, out) == (code, [])
        assert err.startswith("intake verify-site: ")
        assert len(err.splitlines()) == 1
