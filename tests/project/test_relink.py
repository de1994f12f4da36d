from tldesk.core.photo import ScannedPhoto
from tldesk.project.relink import KnownPhoto, Relinking, relink


def k(id: int, path: str, fingerprint: str, *, missing: bool = False) -> KnownPhoto:
    return KnownPhoto(path, 1, 1, fingerprint, id, missing)


def f(path: str, fingerprint: str, *, modified: int = 1) -> ScannedPhoto:
    return ScannedPhoto(path, 1, modified, fingerprint)


def look(photos, found, *, complete=True, there=()) -> Relinking:
    return relink(photos, found, unseen=lambda _path: not complete, still_there=set(there).__contains__)


def test_nothing_changed():
    assert look([k(1, "a", "A")], [f("a", "A")]) == Relinking()


def test_a_new_time_on_the_same_content_is_nothing_a_user_sees():
    assert look([k(1, "a", "A")], [f("a", "A", modified=2)]) == Relinking(refreshed=[(1, f("a", "A", modified=2))])


def test_renamed_changed_new_gone():
    result = look([k(1, "a", "A"), k(2, "b", "B"), k(3, "c", "C")], [f("a2", "A"), f("b", "B2"), f("d", "D")])
    assert result == Relinking(moved=[(1, f("a2", "A"))], changed=[(2, f("b", "B2"))], added=[f("d", "D")], gone=[3])


def test_files_that_swapped_names_are_told_apart():
    result = look([k(1, "a", "A"), k(2, "b", "B")], [f("a", "B"), f("b", "A")])
    assert result == Relinking(moved=[(2, f("a", "B")), (1, f("b", "A"))])


def test_a_chain_of_renames():
    result = look([k(1, "1", "A"), k(2, "2", "B")], [f("1", "new"), f("2", "A"), f("3", "B")])
    assert result == Relinking(moved=[(1, f("2", "A")), (2, f("3", "B"))], added=[f("1", "new")])


def test_a_copy_is_a_new_photo_while_the_first_is_there():
    assert look([k(1, "a", "A")], [f("a", "A"), f("copy", "A")]) == Relinking(added=[f("copy", "A")])


def test_of_two_copies_the_one_of_the_same_name_is_the_photo():
    result = look([k(1, "x/a", "A")], [f("x/b", "A"), f("y/a", "A")])
    assert result == Relinking(moved=[(1, f("y/a", "A"))], added=[f("x/b", "A")])


def test_of_two_old_photos_the_one_of_the_same_folder_moves():
    result = look([k(1, "x/a", "A"), k(2, "y/b", "A")], [f("y/c", "A")])
    assert result == Relinking(moved=[(2, f("y/c", "A"))], gone=[1])


def test_a_missing_photo_returns():
    assert look([k(1, "a", "A", missing=True)], [f("a", "A")]) == Relinking(returned=[(1, f("a", "A"))])
    assert look([k(1, "a", "A", missing=True)], [f("b", "A")]) == Relinking(moved=[(1, f("b", "A"))])
    assert look([k(1, "a", "A", missing=True)], []) == Relinking()


def test_other_content_at_the_path_of_a_missing_photo_is_another_photo():
    assert look([k(1, "IMG_1", "A", missing=True)], [f("IMG_1", "B")]) == Relinking(added=[f("IMG_1", "B")])


def test_a_missing_photo_comes_back_to_a_path_that_another_took():
    photos = [k(1, "IMG_1", "A", missing=True), k(2, "IMG_1", "B")]
    assert look(photos, [f("IMG_1", "B")]) == Relinking()
    assert look(photos, [f("IMG_1", "A")]) == Relinking(returned=[(1, f("IMG_1", "A"))], gone=[2])
    assert look(photos, [f("IMG_1", "A")], complete=False) == Relinking(returned=[(1, f("IMG_1", "A"))], gone=[2])


def test_a_partial_scan_marks_nothing_gone_and_moves_only_what_left_the_disk():
    photos = [k(1, "a", "A"), k(2, "b", "B")]
    assert look(photos, [f("c", "A")], complete=False, there={"a", "b"}) == Relinking(added=[f("c", "A")])
    assert look(photos, [f("c", "A")], complete=False, there={"b"}) == Relinking(moved=[(1, f("c", "A"))])


def test_twins_in_one_place_do_not_clash():
    photos = [k(1, "a", "A", missing=True), k(2, "a", "A")]
    assert look(photos, [f("a", "A")]) == Relinking()
    assert look(photos, [f("a", "A"), f("b", "A")]) == Relinking(moved=[(1, f("b", "A"))])


def test_what_could_not_be_looked_at_is_not_gone():
    photos = [k(1, "away/a", "A"), k(2, "here/b", "B")]
    result = relink(photos, [], unseen=lambda path: path.startswith("away/"), still_there=lambda path: path.startswith("away/"))
    assert result == Relinking(gone=[2])


def test_a_photo_that_was_just_being_replaced_is_not_gone():
    photos = [k(1, "a", "A"), k(2, "b", "B")]
    assert look(photos, [f("c", "C")], there={"a"}) == Relinking(added=[f("c", "C")], gone=[2])
    assert look(photos, [f("c", "A")], there={"a"}) == Relinking(moved=[(1, f("c", "A"))], gone=[2])
