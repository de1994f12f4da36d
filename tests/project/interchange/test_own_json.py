import json

import pytest

from tldesk.core.errors import LabelFileError


def test_a_file_of_a_newer_tldesk(read):
    with pytest.raises(LabelFileError, match="newer tldesk"):
        read(json.dumps({"kind": "tldesk labels", "version": 2, "photos": []}), "labels.json")


def test_entries_that_are_broken_are_named(read):
    photos = [{"photo": "a.jpg", "label": "rod", "split": "other"}, {"x": 1}, 3]
    found = {"kind": "tldesk labels", "version": 1, "classes": [], "photos": photos}
    table = read(json.dumps(found), "labels.json")
    assert [(row.photo, row.label, row.split) for row in table.rows] == [("a.jpg", "rod", None)]
    assert [problem.line for problem in table.problems] == [2, 3]
