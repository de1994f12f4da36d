from tldesk.project.interchange.formats import read_labels

STAGES = {"Tahap Awal": "early_stage", "Pertengahan": "middle_stage", "Tahap Akhir": "late_stage", "Telur Mati": "dead_egg"}


def test_the_collection_says_the_same_as_the_folders_of_its_photos(shared):
    lying = {file.name: file.parent.name for file in (shared / "photos/eggs/photos").rglob("*.jpg")}
    rows = [row for row in read_labels(shared / "labelfiles/roboflow_multiclass").rows if row.also[0] in lying]
    assert len(rows) == len(lying) == 199
    assert all(STAGES[row.label] == lying[row.also[0]] for row in rows)


def test_two_classes_and_none(read):
    table = read("filename, a, b\nx.jpg, 1, 1\ny.jpg, 0, 0\nz.jpg, 1, 0\nw.jpg, 0, 1\nv.jpg, 1, 0\n", "_classes.csv")
    assert table.format == "roboflow"
    assert [(row.photo, row.label) for row in table.rows[:3]] == [("x.jpg", "a"), ("x.jpg", "b"), ("y.jpg", "")]
