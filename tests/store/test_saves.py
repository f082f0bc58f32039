"""What is kept of an interview: it opens with its passphrase alone, tells nothing, and is there whole or not at all."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.store import saves
from intake.store.saves import CameTo, Save, SaveError, open_save, read_sealed, write_save

PASSPHRASE = "four green words here"
SAVE = Save("interpol", "1.2.3", date(2026, 11, 24), {"role": "self", "concerns": ["political"], "note": "КАНАРЕЙКА"})


def kept(folder: Path, save: Save = SAVE, passphrase: str = PASSPHRASE) -> Path:
    path = folder / "save"
    write_save(path, save, passphrase)
    return path


def trouble_of(path: Path, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(SaveError) as raised:
        open_save(path, passphrase)
    assert str(raised.value).endswith(".")
    return raised.value.trouble


def test_it_opens_with_its_passphrase(tmp_path: Path) -> None:
    """With all that was kept."""
    assert open_save(kept(tmp_path), PASSPHRASE) == SAVE


def test_what_the_answers_came_to_is_kept_too(tmp_path: Path) -> None:
    """So that whoever goes on is told what has changed; nothing at all can have been certain."""
    for came_to in (CameTo("urgent", ("no_travel", "evidence")), CameTo(None, ())):
        path = kept(tmp_path, replace(SAVE, came_to=came_to))
        assert open_save(path, PASSPHRASE).came_to == came_to
        path.unlink()


def test_a_passphrase_can_be_typed_on_another_keyboard(tmp_path: Path) -> None:
    """é as one letter, or as e and an accent."""
    assert open_save(kept(tmp_path, passphrase="caf\u00e9 noir"), "cafe\u0301 noir") == SAVE


@pytest.mark.parametrize("passphrase", ["", "four green words her", "Four green words here", PASSPHRASE + " "])
def test_it_does_not_open_with_another(tmp_path: Path, passphrase: str) -> None:
    """However near."""
    assert trouble_of(kept(tmp_path), passphrase) == "does_not_open"


def test_a_change_of_any_part_is_seen(tmp_path: Path) -> None:
    """Head, salt, nonce, content, seal: none can be altered without its being told."""
    path = kept(tmp_path)
    whole = path.read_bytes()
    for at in [0, 13, 14, 20, 30, 41, 42, 43, 1000, len(whole) - 17, len(whole) - 16, len(whole) - 1]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert trouble_of(path) in ("does_not_open", "not_a_save")


@pytest.mark.parametrize("content", [b"", b"intake save 1\n", b"intake save 2\n" + b"x" * 5000, b"\0" * 9000, b"{}"])
def test_what_is_not_a_save_is_told_before_the_passphrase(tmp_path: Path, content: bytes) -> None:
    """Nobody types a passphrase for a photograph."""
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(SaveError, match="is not a save"):
        read_sealed(path)


def test_one_that_was_cut_short_or_grew_is_not_a_save(tmp_path: Path) -> None:
    """As after a full disk."""
    path = kept(tmp_path)
    whole = path.read_bytes()
    for content in (whole[:-1], whole[: len(whole) // 2], whole + b"x", whole * 400):
        path.write_bytes(content)
        assert trouble_of(path) == "not_a_save"


def test_nothing_of_it_can_be_read(tmp_path: Path) -> None:
    """Neither answers nor flow; two saves of the same are not the same."""
    first, second = kept(tmp_path).read_bytes(), kept(Path(_folder(tmp_path))).read_bytes()
    for word in (b"interpol", b"political", "КАНАРЕЙКА".encode(), b"green", b"2026"):
        assert word not in first
    assert first[14:] != second[14:]


def _folder(path: Path) -> str:
    (path / "other").mkdir()
    return str(path / "other")


def test_its_length_tells_little(tmp_path: Path) -> None:
    """One answer or fifty: 4 KiB."""
    sizes = {
        len(saves._seal(b"x" * length, PASSPHRASE)) - saves._HEAD - saves._TAG for length in (1, 100, 2000, 4095, 4096)
    }
    assert sizes == {4096}


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Whatever the shell's mask is."""
    before = os.umask(0)
    try:
        assert stat.S_IMODE(kept(tmp_path).stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_it_is_never_put_over_another_file_unasked(tmp_path: Path) -> None:
    """And the other file stays as it was."""
    path = tmp_path / "save"
    path.write_text("a letter")
    with pytest.raises(SaveError, match="already"):
        write_save(path, SAVE, PASSPHRASE)
    assert path.read_text() == "a letter"
    write_save(path, SAVE, PASSPHRASE, replace=True)
    assert open_save(path, PASSPHRASE) == SAVE


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    """No folder, or a folder in place of the file: one sentence, and no piece of a save."""
    for path in (tmp_path / "no" / "save", tmp_path):
        with pytest.raises(SaveError) as raised:
            write_save(path, SAVE, PASSPHRASE, replace=True)
        assert raised.value.trouble == "cannot_write"
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_no_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old save stays, the new one is not there."""
    path = kept(tmp_path)
    whole = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="No space left"):
        write_save(path, SAVE, PASSPHRASE, replace=True)
    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]


def test_it_works_where_a_folder_knows_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick, mostly."""

    def no_links(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    path = kept(tmp_path)
    assert open_save(path, PASSPHRASE) == SAVE
    with pytest.raises(SaveError, match="already"):
        write_save(path, SAVE, PASSPHRASE)


def test_no_permission_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not “no such file”. (Raised by hand: root may read everything.)"""

    def refused(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    path = kept(tmp_path)
    monkeypatch.setattr(Path, "open", refused)
    assert trouble_of(path) == "no_permission"


def test_a_save_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    """With its name."""
    assert trouble_of(tmp_path / "nothing") == "no_file"


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=60))
def test_any_passphrase_makes_a_key(passphrase: str) -> None:
    """In every script, and with what is no text at all."""
    assert len(saves._key(passphrase, b"s" * 16)) == 32
