"""A recipe that is being put together: values as they stand, right or wrong, beside the preset they are compared with."""

from collections.abc import Mapping

from tldesk.core.recipe import Recipe, problems_of


class Draft:
    """Knows no widget, so that settings nobody has looked at yet cost none.

    Attributes:
        preset: what the values are compared with.
        unused: settings without effect as the others stand, with the reason; as they last were where a value is wrong.
    """

    def __init__(self, preset: Recipe) -> None:
        self.preset = preset
        self.unused: dict[str, str] = {}
        self._values: dict[str, object] = preset.model_dump()
        self._found: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._judge()

    @property
    def values(self) -> Mapping[str, object]:
        """All values by name."""
        return self._values

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong, by the name of the setting, in the order of the form."""
        said = {**self._notes, **self._found}
        return {name: said[name] for name in self._values if said.get(name)}

    @property
    def differing(self) -> set[str]:
        """Names of the settings that are not the preset's."""
        preset = self.preset.model_dump()
        return {name for name, value in self._values.items() if value != preset[name]}

    def compare_with(self, preset: Recipe) -> None:
        """Take the values of `preset`, and compare with it from now on."""
        self.preset = preset
        self.put(preset.model_dump())

    def put(self, values: Mapping[str, object]) -> None:
        """Change some values; they need not be allowed."""
        self._values.update(values)
        self._judge()

    def note(self, name: str, problem: str) -> None:
        """What is wrong with a setting for a reason the recipe does not know; empty for nothing."""
        self._notes[name] = problem

    def recipe(self) -> Recipe:
        """The recipe.

        Raises:
            RecipeError: a value is not allowed.
        """
        return self.preset.with_values(self._values)

    def _judge(self) -> None:
        self._found = problems_of(self._values)
        if not self._found:
            self.unused = Recipe.model_validate(self._values).unused()
