from tldesk.project import classes, labels
from tldesk.project.steps import Step, next_step
from tldesk.project.store import Project


def test_the_next_steps_tell_what_was_done(project: Project, ids: list[int]) -> None:
    assert next_step(project, "undo") is None
    rods, _ = classes.add_class(project, "Rods")
    cocci, _ = classes.add_class(project, "Cocci")
    labels.assign(project, ids[:3], rods.id, who="ada")
    assert next_step(project, "undo") == Step("assign", 3, 0, 0, "Rods")
    labels.assign(project, ids[:1], None, who="ada")
    assert next_step(project, "undo") == Step("assign", 1, 0, 0, None)
    labels.flag(project, ids[:2], unsure=True, who="ada")
    assert next_step(project, "undo") == Step("assign", 0, 2, 0, None)
    classes.merge_classes(project, [rods.id], cocci.id, who="ada")
    assert next_step(project, "undo") == Step("delete class", 2, 0, 1, "Cocci")
    assert next_step(project, "redo") is None


def test_they_name_the_operation_itself_however_often_it_was_undone_and_redone(project: Project, ids: list[int]) -> None:
    rods, _ = classes.add_class(project, "Rods")
    labels.assign(project, ids[:3], rods.id, who="ada")
    for _ in range(2):
        labels.undo(project, who="ada")
        assert next_step(project, "undo") == Step("assign", 0, 0, 0, "Rods", added=1)
        assert next_step(project, "redo") == Step("assign", 3, 0, 0, "Rods")
        labels.redo(project, who="ada")
        assert next_step(project, "undo") == Step("assign", 3, 0, 0, "Rods")
    classes.rename_class(project, rods.id, "Bacilli")
    assert next_step(project, "undo") == Step("assign", 0, 0, 0, "Bacilli", changed=1)
