import random
from pathlib import Path

from tldesk.photos.fingerprints import fingerprint


def test_the_fingerprint_follows_the_content_not_the_name(tmp_path: Path) -> None:
    content = random.Random(0).randbytes(500_000)
    one, other = tmp_path / "one.jpg", tmp_path / "other.jpg"
    one.write_bytes(content)
    other.write_bytes(content)
    assert fingerprint(one) == fingerprint(other)
    assert len(fingerprint(one)) == 32
    for position in (10, 250_000, 499_999):
        changed = bytearray(content)
        changed[position] ^= 1
        other.write_bytes(changed)
        assert fingerprint(other) != fingerprint(one)
    other.write_bytes(content + b"x")
    assert fingerprint(other) != fingerprint(one)


def test_photos_up_to_192_kib_are_hashed_whole(tmp_path: Path) -> None:
    content = bytearray(random.Random(0).randbytes(190_000))
    one, other = tmp_path / "one.jpg", tmp_path / "other.jpg"
    one.write_bytes(content)
    for position in range(0, len(content), 9_973):
        changed = content[:]
        changed[position] ^= 1
        other.write_bytes(changed)
        assert fingerprint(other) != fingerprint(one)
