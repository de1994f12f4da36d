import io
import json
import zipfile

import pytest
from PIL import Image

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.formats import read_labels
from tldesk.project.interchange.teachable_machine import unpack


def photo(colour):
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def tm(tmp_path):
    def write(entries, kind="image"):
        file = tmp_path / "fruit.tm"
        with zipfile.ZipFile(file, "w") as packed:
            if kind:
                packed.writestr("manifest.json", json.dumps({"type": kind, "version": "2.4.7", "appdata": {"trainEpochs": 50}}))
            for name, content in entries.items():
                packed.writestr(name, content)
        return file

    return write


def test_classes_of_the_photos(tm):
    table = read_labels(tm({"Apple-!-0.jpg": b"x", "Apple-!-1.jpg": b"y", "大生鮮蝦(一貫)-!-0.jpg": b"z"}))
    assert table.format == "teachable-machine"
    assert [(row.photo, row.label) for row in table.rows] == [
        ("Apple/Apple-!-0.jpg", "Apple"),
        ("Apple/Apple-!-1.jpg", "Apple"),
        ("大生鮮蝦(一貫)/大生鮮蝦(一貫)-!-0.jpg", "大生鮮蝦(一貫)"),
    ]
    assert "unpacked" in table.notices[0]


def test_photos_are_unpacked_where_the_rows_find_them(tm, tmp_path):
    file = tm({"Apple-!-0.jpg": photo("red"), "Plum/7.png": photo("blue")})
    written = unpack(file, tmp_path / "out")
    assert [path.relative_to(tmp_path / "out").as_posix() for path in written] == ["Apple/Apple-!-0.jpg", "Plum/Plum-!-7.png"]
    assert [row.photo for row in read_labels(file).rows] == ["Apple/Apple-!-0.jpg", "Plum/Plum-!-7.png"]
    assert written[0].read_bytes() == photo("red")
    written[0].write_bytes(b"mine now")
    unpack(file, tmp_path / "out")
    assert written[0].read_bytes() == b"mine now"


@pytest.mark.parametrize(
    "entry",
    [
        *("../../evil.jpg", "/etc/evil.jpg", "..\\evil.jpg", "C:\\evil.jpg"),
        *("../-!-0.jpg", "..-!-0.jpg", "a/../../b-!-1.jpg", "CON-!-0.jpg"),
    ],
)
def test_no_entry_leads_out_of_the_folder(tm, tmp_path, entry):
    out = tmp_path / "deep" / "out"
    for path in unpack(tm({entry: photo("red")}), out):
        assert path.resolve().is_relative_to(out)
        assert path.parent.name.casefold() != "con"
    assert [each.name for each in (tmp_path / "deep").iterdir()] == ["out"]


def test_names_that_clean_to_the_same(tm, tmp_path):
    file = tm({"a:b-!-0.jpg": photo("red"), "a?b-!-0.jpg": photo("blue"), "A_B-!-0.jpg": photo("green")})
    assert len({str(path).casefold() for path in unpack(file, tmp_path / "out")}) == 3


def test_a_bomb_is_refused(tmp_path):
    file = tmp_path / "bomb.tm"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a-!-0.jpg", bytes(65 * 1024 * 1024))
    with pytest.raises(LabelFileError, match="larger than a photo"):
        unpack(file, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_projects_and_files_of_other_kinds(tm):
    with pytest.raises(LabelFileError, match="project of sounds"):
        read_labels(tm({"a-!-0.jpg": b"x"}, kind="audio"))
    with pytest.raises(LabelFileError, match="exported model"):
        read_labels(tm({"model.json": b"{}", "weights.bin": b"", "metadata.json": b"{}"}, kind=""))
    with pytest.raises(LabelFileError, match="no photo in it"):
        read_labels(tm({"a.txt": b"x"}))


def test_a_damaged_photo(tm, tmp_path):
    file = tm({"a-!-0.jpg": b"0123456789" * 100})
    file.write_bytes(file.read_bytes().replace(b"0123456789" * 50, b"9876543210" * 50, 1))
    with pytest.raises(LabelFileError, match=r"a-!-0.jpg can't be read"):
        unpack(file, tmp_path / "out")
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
