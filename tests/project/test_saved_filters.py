from datetime import date

import pytest

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.core.filters import PhotoFilter, PhotoOrder, SavedFilter, Sort
from tldesk.project.finding import forget_filter, save_filter, saved_filters
from tldesk.project.store import open_project


def test_a_saved_filter_is_there_after_a_restart(project):
    wanted, order = PhotoFilter(unsure=True, taken_from=date(2024, 2, 29)), PhotoOrder(Sort.LABELLED, descending=True)
    assert save_filter(project, " To  check ", wanted, order) == Change(filters=frozenset({"To check"}))
    save_filter(project, "filter 10", PhotoFilter())
    save_filter(project, "filter 2", PhotoFilter(text="x"))
    project.close()
    with open_project(project.root) as again:
        assert saved_filters(again) == [
            SavedFilter("filter 2", PhotoFilter(text="x")),
            SavedFilter("filter 10", PhotoFilter()),
            SavedFilter("To check", wanted, order),
        ]


def test_a_name_that_is_taken_is_taken_over_whatever_its_case(project):
    save_filter(project, "To check", PhotoFilter())
    assert save_filter(project, "to CHECK", PhotoFilter(unsure=True)).filters == {"To check", "to CHECK"}
    assert saved_filters(project) == [SavedFilter("to CHECK", PhotoFilter(unsure=True))]
    assert forget_filter(project, "TO CHECK").filters == {"to CHECK"}
    assert saved_filters(project) == []
    assert not forget_filter(project, "to check")


def test_a_filter_needs_a_name_of_some_length(project):
    with pytest.raises(ProjectError, match="needs a name"):
        save_filter(project, " \n", PhotoFilter())
    with pytest.raises(ProjectError, match="longer than"):
        save_filter(project, "x" * 81, PhotoFilter())
    assert saved_filters(project) == []


def test_a_saved_filter_that_is_damaged_is_passed_over(project):
    save_filter(project, "mine", PhotoFilter())
    with project.database.transaction():
        project.database.execute("INSERT INTO saved_filters VALUES ('odd', 'odd', 'no JSON')")
        project.database.execute("INSERT INTO saved_filters VALUES ('bad', 'bad', ?)", ('{"name": "bad", "filter": {"smallest": "moon"}}',))
    assert [each.name for each in saved_filters(project)] == ["mine"]
