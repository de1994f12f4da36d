"""The vocabulary of tldesk: plain values that every other package speaks. Standard library and pydantic only.

Glossary (and the words we do not use):

- **photo** (not image, sample, item): one file the user gave us. Never moved, never changed.
- **class** (not category, tag): what a photo can be. In code `PhotoClass`, because `class` is taken.
- **label** (not annotation): the class a person gave a photo.
- **flag** (not mark, star): "unsure", which a person sets on a photo; a **note** is what they write about it.
- **filter** (not query, search): conditions that photos must fulfil; a **saved filter** has a name.
- **suggestion**: the class a model proposes for an unlabelled photo.
- **prediction**: a model's answer on a photo outside training.
- **split**: train / validation / test.
- **group**: photos that must stay in one split (same specimen, plate, camera burst, near-duplicates).
- **recipe**: all settings of one training.
- **run**: one training and all it left, in one folder.
- **backbone**: the pretrained network. **head**: the layers on top.
- **stage**: a block of a backbone that freezes or thaws together.
- **heatmap**: where the evidence was (not "explanation").
"""
