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
