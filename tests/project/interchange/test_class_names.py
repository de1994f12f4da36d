import pytest

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.class_names import read_class_names

TABLE = "image_id,label\na.jpg,0\nb.jpg,2\nc.jpg,1\nd.jpg,0\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("classes.txt", "rod\ncoccus\nyeast\n"),
        ("classes.txt", "0 rod\n1 coccus\n2 yeast\n"),
        ("classes.txt", "0: rod\n1: coccus\n2: yeast\n"),
        ("classes.txt", "rod\t0\ncoccus\t1\nyeast\t2\n"),
        ("classes.csv", "class,name\n0,rod\n1,coccus\n2,yeast\n"),
        ("classes.csv", "name;id\nrod;0\ncoccus;1\nyeast;2\n"),
        ("classes.json", '["rod", "coccus", "yeast"]'),
        ("classes.json", '{"0": "rod", "1": "coccus", "2": "yeast"}'),
        ("classes.json", '{"rod": 0, "coccus": 1, "yeast": 2}'),
        ("classes.json", '{"names": {"0": "rod", "1": "coccus", "2": "yeast"}}'),
    ],
)
def test_the_ways_to_write_them(read, tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    table = read(TABLE, classes_file=tmp_path / name)
    assert [row.label for row in table.rows] == ["rod", "yeast", "coccus", "rod"]


def test_names_in_order_are_counted_from_one_where_the_numbers_do(read, tmp_path):
    file = tmp_path / "classes.txt"
    file.write_text("rod\ncoccus\n", encoding="utf-8")
    table = read("image,label\na.jpg,1\nb.jpg,2\nc.jpg,1\n", classes_file=file)
    assert [row.label for row in table.rows] == ["rod", "coccus", "rod"]
    assert "counted from 1" in table.notices[0]


def test_numbers_with_zeros_or_a_point_are_the_same(read, tmp_path):
    file = tmp_path / "classes.txt"
    file.write_text("08 rod\n9 coccus\n", encoding="utf-8")
    table = read("image,label\na.jpg,8.0\nb.jpg,09\nc.jpg,8\n", classes_file=file)
    assert [row.label for row in table.rows] == ["rod", "coccus", "rod"]


def test_a_number_without_name_stays(read, tmp_path):
    file = tmp_path / "classes.txt"
    file.write_text("0 rod\n1 coccus\n", encoding="utf-8")
    assert read(TABLE, classes_file=file).rows[1].label == "2"


@pytest.mark.parametrize("content", ["rod\nrod\n", '{"a": [1]}', '{"a": "b", "c": 1}', "[1, 2]"])
def test_what_is_no_list_of_names(tmp_path, content):
    file = tmp_path / "classes.txt"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LabelFileError, match=r"classes.txt: .*class names"):
        read_class_names(file)
