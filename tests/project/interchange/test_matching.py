import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tldesk.core.photo import Photo
from tldesk.project.interchange.label_table import LabelRow
from tldesk.project.interchange.matching import How, Matcher, readings


def matcher(*paths, beside="", missing=()):
    photos = [Photo(number, path, "", 1) for number, path in enumerate(paths)]
    gone = [Photo(100 + number, path, "", 1, missing=True) for number, path in enumerate(missing)]
    return Matcher([*photos, *gone], beside=beside)


def found(made, photo, *also):
    hits = made.find(LabelRow(photo, also=also))
    return [each.path for each in hits.photos], hits.how


@pytest.mark.parametrize(
    ("written", "path", "how"),
    [
        ("a/b/x.jpg", "a/b/x.jpg", How.PATH),
        ("a\\b\\x.jpg", "a/b/x.jpg", How.PATH),
        ("./a//b/x.jpg", "a/b/x.jpg", How.PATH),
        ("A/B/X.JPG", "a/b/x.jpg", How.PATH),
        ("b/x.jpg", "a/b/x.jpg", How.PATH_END),
        ("C:\\photos\\a\\b\\x.jpg", "a/b/x.jpg", How.PATH_END),
        ("gs://bucket/set/a/b/x.jpg", "a/b/x.jpg", How.PATH_END),
        ("https://host/a/b/x.jpg?token=1", "a/b/x.jpg", How.PATH),
        ("/data/local-files/?d=set/a/b/x.jpg", "a/b/x.jpg", How.PATH_END),
        ("other/x.jpg", "a/b/x.jpg", How.NAME),
        ("x.jpg", "a/b/x.jpg", How.NAME),
        ("/data/upload/1/0a1b2c3d-x.jpg", "a/b/x.jpg", How.NAME),
        ("x_jpg.rf.0123456789abcdef.jpg", "a/b/x.jpg", How.NAME),
        ("x", "a/b/x.jpg", How.STEM),
        ("x.png", "a/b/x.jpg", How.STEM),
        ("a/b/x", "a/b/x.jpg", How.STEM),
        ("my%20photo.jpg", "c/my photo.jpg", How.NAME),
        ("7", "d/0007.jpg", How.NUMBER),
        ("e.v2", "d/e.v2.jpg", How.STEM),
    ],
)
def test_how_a_name_leads_to_a_photo(written, path, how):
    made = matcher("a/b/x.jpg", "a/b/y.jpg", "c/my photo.jpg", "d/0007.jpg", "d/e.v2.jpg")
    assert found(made, written) == ([path], how)


def test_nothing_is_found_for_other_names():
    made = matcher("a/x.jpg")
    assert found(made, "z.jpg")[0] == []
    assert found(made, "")[0] == []
    assert found(made, "x.jpg/")[0] == ["a/x.jpg"]


def test_several_are_listed_not_guessed():
    made = matcher("a/x.jpg", "b/x.jpg", "b/x.png")
    assert found(made, "x.jpg") == (["a/x.jpg", "b/x.jpg"], How.NAME)
    assert found(made, "x") == (["a/x.jpg", "b/x.jpg", "b/x.png"], How.STEM)
    assert found(made, "b/x") == (["b/x.jpg", "b/x.png"], How.STEM)
    assert found(made, "a/x") == (["a/x.jpg"], How.STEM)


def test_the_exact_case_goes_before_the_other():
    made = matcher("a/X.jpg", "a/x.jpg")
    assert found(made, "a/x.jpg") == (["a/x.jpg"], How.PATH)
    assert len(found(made, "A/x.JPG")[0]) == 2


def test_the_longest_end_decides_for_a_path_from_elsewhere():
    made = matcher("x.jpg", "b/x.jpg", "c/b/x.jpg")
    assert found(made, "/home/me/b/x.jpg") == (["b/x.jpg"], How.PATH_END)
    assert found(made, "/home/me/c/b/x.jpg") == (["c/b/x.jpg"], How.PATH_END)


def test_an_ambiguous_name_may_have_another_that_is_not():
    made = matcher("d1/x.jpg", "d2/x.jpg")
    assert found(made, "x.jpg", "d2/x.jpg") == (["d2/x.jpg"], How.PATH)
    assert len(found(made, "x.jpg", "x.jpg")[0]) == 2


def test_a_name_that_fits_as_written_is_not_read_in_other_ways():
    made = matcher("a/0a1b2c3d-x.jpg", "b/0a1b2c3d-x.jpg", "c/x.jpg")
    assert len(found(made, "0a1b2c3d-x.jpg")[0]) == 2


def test_names_are_looked_up_beside_the_label_file_first():
    made = matcher("x.jpg", "train/x.jpg", beside="train")
    assert found(made, "x.jpg") == (["train/x.jpg"], How.PATH)


def test_letters_composed_in_another_way():
    assert found(matcher("Ka\u0308fer.jpg"), "K\u00e4fer.jpg")[0] == ["Ka\u0308fer.jpg"]


def test_a_missing_photo_is_found_where_no_other_fits():
    made = matcher("a/x.jpg", missing=("b/x.jpg", "b/z.jpg"))
    assert found(made, "x.jpg")[0] == ["a/x.jpg"]
    assert found(made, "z.jpg")[0] == ["b/z.jpg"]


@pytest.mark.parametrize("name", ["a\\b.jpg", " x .jpg ", "100%25.jpg", "gs:x?d=1.jpg"])
def test_strange_names_are_found_as_they_are(name):
    assert found(matcher(name, "b.jpg", "x.jpg"), name) == ([name], How.PATH)


def test_readings_of_a_bucket_keep_signs_that_urls_give_a_meaning():
    assert "x#1?.jpg" in list(readings("gs://bucket/x#1?.jpg"))


PARTS = ["http:", "//", "[", "]", "::1", "/data/", "?d=", "%", "%41", "gs://", "b.jpg", "/", "\\", "..", "\0", "é", "12", "#", " ", "٣"]


@given(st.lists(st.sampled_from(PARTS), max_size=7).map("".join) | st.text(max_size=20))
@example("http://[b.jpg")
@example("http:?d=")
def test_no_name_is_too_odd(written):
    assert matcher("a/b.jpg", "0012.jpg").find(LabelRow(written, also=(written,))) is not None
