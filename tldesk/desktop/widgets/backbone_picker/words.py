"""What is said of a backbone, in words."""

from PySide6.QtCore import QCoreApplication

from tldesk.core import numbers
from tldesk.core.backbones import Backbone, Place, Where
from tldesk.core.backbones.places import own_folder

UNKNOWN = numbers.DASH

translate = QCoreApplication.translate


def parameters(one: Backbone) -> str:
    """As "4.7 M"; a dash where unknown."""
    if one.parameters is None:
        return UNKNOWN
    millions = one.parameters / 1e6
    return f"{millions:.1f}{numbers.THIN}M" if millions < 100 else f"{numbers.count(round(millions))}{numbers.THIN}M"


def gmacs(one: Backbone) -> str:
    """As "0.39"; a dash where unknown."""
    if one.gmacs is None:
        return UNKNOWN
    return f"{one.gmacs:.2f}" if one.gmacs < 10 else numbers.count(round(one.gmacs))


def side(one: Backbone) -> str:
    """As "224 px"."""
    return f"{one.input_size}{numbers.THIN}px"


def top1(one: Backbone) -> str:
    """As "77.7 %"; a dash where none was published."""
    return UNKNOWN if one.top1 is None else f"{one.top1:.1f}{numbers.THIN}%"


def licence(one: Backbone) -> str:
    """The licence, and whether the weights may be used commercially."""
    if one.commercial is None:
        return (
            translate("backbones", "{licence}: read it first").format(licence=one.licence)
            if one.licence != "unknown"
            else translate("backbones", "Unknown")
        )
    if one.commercial:
        return translate("backbones", "{licence}: commercial use allowed").format(licence=one.licence)
    return translate("backbones", "{licence}: no commercial use").format(licence=one.licence)


def where(place: Place) -> str:
    """Where the weights are, short enough for a table."""
    return {
        Where.EMBEDDED: translate("backbones", "Built in"),
        Where.FOLDER: translate("backbones", "Here"),
        Where.CACHE: translate("backbones", "Here, in the cache"),
        Where.HUB: translate("backbones", "On the hub"),
        Where.NOWHERE: translate("backbones", "As a file only"),
    }[place.where]


def where_exactly(name: str, place: Place) -> str:
    """Where the weights are, or what to do to have them here."""
    if place.where is Where.EMBEDDED:
        return translate("backbones", "They come with the program.")
    if place.file is not None:
        return str(place.file)
    file = own_folder() / f"{name}.safetensors"
    if place.where is Where.HUB:
        return translate("backbones", "Not on this computer. Fetch them under Weights… (Ctrl+Shift+W), or put them there as {file}").format(
            file=file
        )
    return translate("backbones", "Not on this computer. Put them there as {file}").format(file=file)


def in_short(one: Backbone) -> str:
    """The facts in one line, as "4.7 M parameters · 0.39 GMACs · 224 px · ImageNet 74.8 %"."""
    parts = [translate("backbones", "{number} parameters").format(number=parameters(one))] if one.parameters is not None else []
    if one.gmacs is not None:
        parts.append(translate("backbones", "{number} GMACs").format(number=gmacs(one)))
    parts.append(side(one))
    if one.top1 is not None:
        parts.append(translate("backbones", "ImageNet {share}").format(share=top1(one)))
    return "  ·  ".join(parts)


def in_brief(one: Backbone) -> str:
    """The facts that fit on a button, as "4.7 M parameters · ImageNet 74.8 %"."""
    parts = [translate("backbones", "{number} parameters").format(number=parameters(one))] if one.parameters is not None else []
    parts.append(side(one) if one.top1 is None else translate("backbones", "ImageNet {share}").format(share=top1(one)))
    return " · ".join(parts)


def tag(one: Backbone) -> str:
    """What tells the weights of one network apart: the tag of the name."""
    return one.name.partition(".")[2]
