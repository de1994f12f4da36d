import shutil
from datetime import UTC, datetime

from PIL import Image

from tldesk.project.facts import read_facts, record_facts
from tldesk.project.photos import all_photos, set_problem


def look(project) -> int:
    """Read the facts that are not known, as the window does; gives the number of photos that were opened."""
    return sum(len(record_facts(project, part).facts) for part in read_facts(project.root, project.layout))


def save(file, size=(40, 30), *, taken="", turned=1) -> None:
    exif = Image.Exif()
    exif[274] = turned
    if taken:
        exif.get_ifd(0x8769)[36867] = taken
    Image.new("RGB", size, (9, 99, 199)).save(file, "JPEG", exif=exif)


def test_date_and_size_are_read_once_and_again_when_the_content_changes(project, root, rescan, photo_at):
    save(root / "a.jpg", taken="2021:03:04 05:06:07", turned=6)
    save(root / "IMG_20220704_210536.jpg")
    save(root / "c.jpg", (50, 20))
    rescan()
    assert look(project) == 3
    named, a, c = (photo_at(project, path) for path in ("IMG_20220704_210536.jpg", "a.jpg", "c.jpg"))
    assert (a.taken, a.width, a.height) == (datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC).timestamp(), 30, 40)
    assert named.taken == datetime(2022, 7, 4, 21, 5, 36, tzinfo=UTC).timestamp()
    assert (c.taken, c.width, c.height) == (None, 50, 20)
    assert look(project) == 0
    save(root / "c.jpg", (70, 60), taken="2001:02:03 04:05:06")
    rescan()
    assert photo_at(project, "c.jpg").width == 0
    assert look(project) == 1
    assert photo_at(project, "c.jpg").width == 70


def test_what_is_no_photo_is_noted_and_not_opened_again(project, root, rescan):
    (root / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing more")
    save(root / "fine.jpg")
    rescan()
    assert look(project) == 2
    assert {p.path: bool(p.problem) for p in all_photos(project)} == {"broken.jpg": True, "fine.jpg": False}
    assert look(project) == 0


def test_a_header_in_order_says_nothing_against_damage_further_in(project, root, rescan):
    save(root / "cut.jpg")
    rescan()
    set_problem(project, {all_photos(project)[0].id: "cut off"})
    assert look(project) == 1
    assert (all_photos(project)[0].problem, all_photos(project)[0].width) == ("cut off", 40)


def test_what_is_away_for_now_is_read_when_it_is_back(project, root, rescan):
    save(root / "a.jpg")
    rescan()
    shutil.move(root / "a.jpg", root.parent / "a.jpg")
    (part,) = read_facts(project.root, project.layout)
    assert part[0].passing
    assert not record_facts(project, part)
    assert not all_photos(project)[0].problem
    shutil.move(root.parent / "a.jpg", root / "a.jpg")
    assert look(project) == 1


def test_facts_of_a_content_that_is_gone_meanwhile_are_not_kept(project, root, rescan):
    save(root / "a.jpg")
    rescan()
    (part,) = read_facts(project.root, project.layout)
    save(root / "a.jpg", (99, 98))
    rescan()
    record_facts(project, part)
    assert all_photos(project)[0].width == 0
    assert look(project) == 1


def test_of_every_broken_file_something_is_known(project, root, shared, rescan):
    shutil.copytree(shared / "bad_images" / "files", root / "bad")
    rescan()
    assert look(project) == len(all_photos(project)) > 20
    assert all(p.problem or p.width for p in all_photos(project))
    assert look(project) == 0
