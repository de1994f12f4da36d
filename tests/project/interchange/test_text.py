import pytest

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.text import read_json, read_text

TEXT = "photo,label\nü.jpg,Käfer – größer\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_found(tmp_path, encoding):
    file = tmp_path / "labels.csv"
    file.write_bytes(TEXT.encode(encoding))
    assert read_text(file) == TEXT


def test_an_encoding_that_was_told_wins(tmp_path):
    file = tmp_path / "labels.csv"
    file.write_bytes("а.jpg,жук".encode("cp1251"))
    assert read_text(file, encoding="cp1251") == "а.jpg,жук"
    with pytest.raises(LabelFileError, match="not in the encoding klingon"):
        read_text(file, encoding="klingon")


def test_bytes_without_a_meaning_are_still_read(tmp_path):
    file = tmp_path / "labels.csv"
    file.write_bytes(b"a.jpg,\x81\xe4")
    assert read_text(file).startswith("a.jpg,")


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b" \r\n", "empty"), (b"\x00\x01\x02\x00\x00\x03\x00\x04" * 50, "not a text file")]
)
def test_what_is_no_text(tmp_path, content, said):
    file = tmp_path / "labels.csv"
    file.write_bytes(content)
    with pytest.raises(LabelFileError, match=said) as caught:
        read_text(file)
    assert "labels.csv" in caught.value.what
    assert caught.value.remedy


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(LabelFileError, match=r"nowhere.csv: it can't be read"):
        read_text(tmp_path / "nowhere.csv")


def test_json_that_was_cut_short_names_the_line(tmp_path):
    file = tmp_path / "labels.json"
    file.write_text('{"a": 1,\n"b": [1, 2', encoding="utf-8")
    with pytest.raises(LabelFileError, match=r"labels.json, line 2: .*complete JSON"):
        read_json(file)


def test_json_nested_without_end(tmp_path):
    file = tmp_path / "labels.json"
    file.write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(LabelFileError, match=r"nested|complete"):
        read_json(file)
