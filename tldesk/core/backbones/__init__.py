"""The catalogue of backbones: what there is to choose from, and how to find it in plain words. Data only; no network is built here.

`resources/backbones.json` holds the facts (made by `packaging/backbones.py`); this package puts them in words,
searches them, and knows where their weights lie.
"""

from tldesk.core.backbones.catalogue import COLUMNS, FILE, Backbone, backbone, catalogue, is_known
from tldesk.core.backbones.families import CURATED, families
from tldesk.core.backbones.places import Place, Places, Where
from tldesk.core.backbones.search import search

__all__ = ["COLUMNS", "CURATED", "FILE", "Backbone", "Place", "Places", "Where", "backbone", "catalogue", "families", "is_known", "search"]
