import pytest

from tldesk.core.messages import Command
from tldesk.engine.ears import Ears, JobCancelledError


def listening(*commands, keeps=False):
    waiting = iter(commands)
    ears = Ears(lambda: next(waiting, None))
    ears.keeps = keeps
    ears.listen()
    return ears


def test_silence_changes_nothing():
    assert not listening().stopping


def test_stop_is_kept_where_there_is_something_to_keep():
    assert listening(Command.STOP, keeps=True).stopping
    with pytest.raises(JobCancelledError):
        listening(Command.STOP)


@pytest.mark.parametrize("commands", [[Command.CANCEL], [Command.STOP, Command.CANCEL]])
def test_cancel_wins(commands):
    with pytest.raises(JobCancelledError):
        listening(*commands, keeps=True)


def test_a_pause_lasts_until_it_is_taken_back():
    waiting = iter([Command.PAUSE, None, None, Command.RESUME, None, Command.CANCEL])
    ears = Ears(lambda: next(waiting, None))
    ears.listen()
    assert list(waiting) == [Command.CANCEL]


@pytest.mark.parametrize("command", [Command.STOP, Command.CANCEL])
def test_a_paused_job_can_be_ended(command):
    waiting = iter([Command.PAUSE, None, command])
    ears = Ears(lambda: next(waiting, None))
    ears.keeps = True
    if command is Command.CANCEL:
        with pytest.raises(JobCancelledError):
            ears.listen()
    else:
        ears.listen()
        assert ears.stopping
